import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Call, type CoreState } from '#core/call.ts'
import { FileExchange } from '#core/files.ts'
import { Jobs } from '#core/jobs/jobs.ts'
import { handlerOf } from '#core/methods.ts'
import { personOf } from '#core/people/people.ts'
import { Turns } from '#core/turns.ts'
import { openDatabase } from '#core/workspace/database.ts'
import { databaseName, openWorkspace } from '#core/workspace/workspace.ts'
import { type CallInput, contract, type MethodName } from '#shared/contract/index.ts'
import { type LargeWorkspace, passphrase, resources } from './largeWorkspace.ts'

interface Asked {
  sql: string
  parameters: unknown[]
}

/** Calls of the contract beside the very statements that they send, run bare by better-sqlite3. */
export interface Beside {
  /** Milliseconds of one call, and of its statements alone, compiled beforehand. */
  both<M extends MethodName>(method: M, input: CallInput<M>): Promise<{ call: number; bare: number }>
  close(): Promise<void>
}

export async function openBeside({ folder, settings }: LargeWorkspace): Promise<Beside> {
  let heard: Asked[] | undefined
  const { prepare } = Database.prototype
  Database.prototype.prepare = function (this: Database.Database, source: string) {
    const statement = prepare.call(this, source)
    const all = statement.all.bind(statement) as (...given: unknown[]) => unknown[]
    statement.all = (...parameters: unknown[]) => {
      heard?.push({ sql: source, parameters })
      return all(...parameters)
    }
    return statement
  } as typeof prepare
  const workspace = await openWorkspace(folder, passphrase, new Date())
  const bare = openDatabase(join(folder, databaseName), workspace.key, { readonly: true })
  const compiled = new Map<string, Database.Statement>()
  const first = await workspace.read
    .selectFrom('person')
    .select('id')
    .where('roles', 'like', '%administrator%')
    .executeTakeFirstOrThrow()
  workspace.person = await personOf(workspace.read, first.id)
  const state: CoreState = {
    options: { resources, settings },
    files: new FileExchange(),
    jobs: new Jobs(() => {}),
    workspace,
    turns: new Turns(),
    revision: 0,
    changed: () => {},
  }

  return {
    async both(method, input) {
      const run = (await handlerOf(method)) as (call: Call, input: unknown) => unknown
      const parsed = contract[method].input.parse(input)
      heard = []
      await run(new Call(state, method), parsed)
      const asked = heard
      heard = undefined
      const start = performance.now()
      await run(new Call(state, method), parsed)
      const call = performance.now() - start
      for (const { sql } of asked) if (!compiled.has(sql)) compiled.set(sql, bare.prepare(sql))
      for (const { sql, parameters } of asked) compiled.get(sql)!.all(...parameters)
      const from = performance.now()
      for (const { sql, parameters } of asked) compiled.get(sql)!.all(...parameters)
      return { call, bare: performance.now() - from }
    },
    async close() {
      Database.prototype.prepare = prepare
      bare.close()
      await workspace.close()
    },
  }
}
