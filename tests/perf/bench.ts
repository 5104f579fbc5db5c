/**
 * `npm run bench [-- NAME] [--json FILE] [ARGUMENTS]`: measures work beside a limit that is measured in the same run; all
 * kinds of it without a name. Figures are printed, never asserted.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { type BenchRow, benchTable } from './benchTable.ts'

interface Suite {
  name: string
  seconds: number
  rows: BenchRow[]
  /** Why it could not be measured. */
  failed?: string
}

const names = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? [])
const args = process.argv.slice(2)
const jsonAt = args.indexOf('--json')
const [, json] = jsonAt < 0 ? [] : args.splice(jsonAt, 2)
const asked = args[0]?.startsWith('--') ? undefined : args.shift()
if ((asked !== undefined && !names.includes(asked)) || (jsonAt >= 0 && !json)) {
  console.error(`usage: npm run bench [-- ${names.join('|')}] [--json FILE] [ARGUMENTS]`)
  process.exit(2)
}

async function run(name: string): Promise<Suite> {
  const start = performance.now()
  const seconds = () => Math.round((performance.now() - start) / 100) / 10
  try {
    const { measure } = (await import(`./${name}.bench.ts`)) as {
      measure(args: string[]): Promise<BenchRow[]>
    }
    const rows = await measure(args)
    return { name, seconds: seconds(), rows }
  } catch (error) {
    if (asked) throw error
    return { name, seconds: seconds(), rows: [], failed: String(error) }
  }
}

const suites: Suite[] = []
for (const name of asked ? [asked] : names) {
  if (!asked) console.error(`… ${name}`)
  suites.push(await run(name))
}
for (const { name, seconds, rows, failed } of suites) {
  console.log(`\n— ${name} (${seconds} s)${failed ? `: NOT MEASURED: ${failed}` : ''}`)
  if (rows.length > 0) console.log(benchTable(rows))
}
if (json) {
  const machine = {
    processors: cpus().length,
    model: cpus()[0]?.model.trim(),
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    system: `${platform()}-${arch()}`,
    node: process.version,
  }
  writeFileSync(json, `${JSON.stringify({ at: new Date().toISOString(), machine, suites }, null, 2)}\n`)
}
process.exitCode = suites.some(({ failed }) => failed) ? 1 : 0
