import type { CallError } from '#shared/contract/envelope.ts'
import { type Client, Refused } from './client.ts'

/** What a work was refused with; undefined where it was done. Anything but a refusal in words is thrown. */
export async function refusalOf(work: () => Promise<unknown>): Promise<CallError | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.answer.code === 'internal') throw new Error(`without words: ${error.message}`)
    return error.answer
  }
}

/** @throws Error unless the work is refused with a sentence that says so. */
export async function needRefusal(work: () => Promise<unknown>, says: RegExp): Promise<void> {
  const refusal = await refusalOf(work)
  if (!refusal) throw new Error(`it was not refused, where ${says} was to be said`)
  if (!says.test(refusal.message))
    throw new Error(`${refusal.code}: “${refusal.message}” does not say ${says}`)
}

export async function openAs(
  client: Client,
  path: string,
  passphrase: string,
  personId?: string,
): Promise<void> {
  await client.call('workspace.open', { path, passphrase })
  if (personId) await client.call('workspace.actAs', { personId, passphrase })
}

/** How many events the log has, by its newest. */
export async function eventsOf(client: Client): Promise<number> {
  return (await client.call('auditLog.list', { limit: 1 })).total
}
