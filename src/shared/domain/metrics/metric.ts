import { z } from 'zod'
import { percentile } from './percentile.ts'

/** A figure with what it takes to question it: formula, number of values, what is missing, and its range. */
export const metric = z.strictObject({
  name: z.string(),
  /** In words, as it is printed beside the figure. */
  formula: z.string(),
  unit: z.enum(['minutes', 'hours', 'days', 'changes']),
  /** How many values there are. */
  n: z.int().nonnegative(),
  /** How many have no value: not counted as zero, and not left out in silence. */
  missing: z.int().nonnegative(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Ids behind the values, in the order given. */
  rows: z.array(z.string()),
  missingRows: z.array(z.string()),
})
export type Metric = z.infer<typeof metric>

/** A part of a whole. `rate` is null where the whole is empty. */
export const share = z.strictObject({
  name: z.string(),
  formula: z.string(),
  n: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  /** Each of the `n`, sorted into exactly one part, by id. */
  parts: z.record(z.string(), z.array(z.string())),
  /** Between 0 and 1. */
  rate: z.number().nullable(),
  missingRows: z.array(z.string()),
})
export type Share = z.infer<typeof share>

/** Summarises one value a row; null is a row without a value. */
export function summarise(
  about: Pick<Metric, 'name' | 'formula' | 'unit'>,
  rows: readonly { id: string; value: number | null }[],
): Metric {
  const present = rows.filter((row): row is { id: string; value: number } => row.value !== null)
  const missingRows = rows.filter((row) => row.value === null).map((row) => row.id)
  const values = present.map((row) => row.value)
  return {
    ...about,
    n: values.length,
    missing: missingRows.length,
    median: percentile(values, 0.5),
    p90: percentile(values, 0.9),
    min: percentile(values, 0),
    max: percentile(values, 1),
    rows: present.map((row) => row.id),
    missingRows,
  }
}
