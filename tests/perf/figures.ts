import type { BenchRow } from './benchTable.ts'

/** The middle of some figures; of an even count the upper one of the two in the middle. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0
}

export function percentile95(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? 0
}

/** The least and the most of some figures, in words. */
export function spread(figures: readonly number[]): string {
  const shown = (value: number) => String(value >= 100 ? Math.round(value) : rounded(value))
  return `${shown(Math.min(...figures))}–${shown(Math.max(...figures))}`
}

/** A row of a time that was taken several times; for comparison, without a goal. */
export const milliseconds = (what: string, figures: readonly number[]): BenchRow => ({
  what,
  value: Math.round(median(figures)),
  unit: 'ms',
  goal: null,
  spread: spread(figures),
})

export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))

/** The value of `--name VALUE` among arguments. */
export function option(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(`--${name}`)
  const value = at < 0 ? otherwise : Number(args[at + 1])
  if (!(value > 0)) throw new Error(`--${name} is a number above zero`)
  return value
}
