import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SalvageResult } from '#core/workspace/salvage/salvage.ts'

export type Lines = Map<string, string[]>

/** The rows that a salvage wrote, a line each, by table. */
export function linesOf({ path }: SalvageResult): Lines {
  const data = join(path, 'data')
  return new Map(
    readdirSync(data).map((name) => [
      name.replace('.jsonl', ''),
      readFileSync(join(data, name), 'utf8').split('\n').slice(0, -1),
    ]),
  )
}

/** Where what came out is not what was there before the damage, or what is said to be lost is not what is. */
export function dishonesty(result: SalvageResult, before: Lines): string[] {
  const faults: string[] = []
  for (const [name, found] of linesOf(result)) {
    const whole = new Set(before.get(name))
    const told = result.tables.find((one) => one.name === name)
    if (!told || told.read !== found.length) {
      faults.push(`${name}: ${found.length} rows came out, and ${told?.read} are told of`)
      continue
    }
    const { read, lost, lostAtMost, inPart, doubtful } = told
    if (lostAtMost !== null && read + lostAtMost < whole.size)
      faults.push(`${name}: ${read} read and ${lostAtMost} lost at most, of ${whole.size}`)
    if (lost !== null && read + lost !== whole.size)
      faults.push(`${name}: ${read} read and ${lost} lost, of ${whole.size}`)
    const certain = found.filter((line) => !/"\$(lost|doubtful)":/.test(line))
    faults.push(...certain.filter((line) => !whole.has(line)).map((line) => `${name}: never there: ${line}`))
    if (found.length - certain.length > inPart + doubtful)
      faults.push(`${name}: more rows are marked than told of`)
  }
  return faults
}
