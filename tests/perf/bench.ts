/** `npm run bench -- NAME [ARGUMENTS]`: measures one kind of work beside a limit that is measured in the same run. */
import { readdirSync } from 'node:fs'

export interface BenchRow {
  what: string
  value: number
  unit: string
  /** What the value should not exceed; null where it is measured for comparison alone. */
  goal: number | null
  /** Least and most over the runs, where there were several. */
  spread?: string
}

const names = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? [])
const [name = '', ...args] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`usage: npm run bench -- ${names.join('|')} [ARGUMENTS]`)
  process.exit(2)
}
const { measure } = (await import(`./${name}.bench.ts`)) as { measure(args: string[]): Promise<BenchRow[]> }
const rows = await measure(args)
console.table(
  rows.map(({ what, value, unit, goal }) => ({
    what,
    value: `${value} ${unit}`,
    goal: goal === null ? '' : `≤ ${goal} ${unit}`,
    '': goal === null ? '' : value <= goal ? 'reached' : 'missed',
  })),
)
console.log(JSON.stringify({ bench: name, rows }))
