/**
 * The p-th percentile (0 to 1) by linear interpolation between the closest ranks: rank = p · (n − 1), counted from
 * zero. It is what spreadsheets call PERCENTILE.INC and statisticians type 7 (Hyndman and Fan), so that anybody can
 * compute it again. Null of no values.
 */
export function percentile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A percentile lies between 0 and 1, not at ${p}.`)
  const sorted = [...values].sort((a, b) => a - b)
  const rank = p * (sorted.length - 1)
  const low = sorted[Math.floor(rank)] as number
  const high = sorted[Math.ceil(rank)] as number
  return low === high ? low : low + (high - low) * (rank - Math.floor(rank))
}

export const percentileMethod =
  'Percentiles by linear interpolation between closest ranks (type 7; PERCENTILE.INC in spreadsheets).'
