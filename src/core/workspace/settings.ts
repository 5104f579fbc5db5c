import type { Reader, Writer } from './database.ts'

export type SettingName = 'name' | 'actingPerson' | 'timestampAuthority' | 'timestampsOn'

export async function setting(db: Reader | Writer, name: SettingName): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

export async function saveSetting(tx: Writer, name: SettingName, value: string): Promise<void> {
  await tx
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
