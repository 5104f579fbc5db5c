import { z } from 'zod'
import {
  type ActionForMetrics,
  ageing,
  closureByCohort,
  closureLag,
  daysPastDue,
  type Period,
  slips,
} from './actionMetrics.ts'
import { type IncidentForMetrics, incidentMetrics } from './incidentMetrics.ts'
import { metric, share } from './metric.ts'
import { percentileMethod } from './percentile.ts'
import { type ReviewForMetrics, reviewsInTime, timeToReview } from './reviewMetrics.ts'

/** The figures of a period as they are frozen: plain values that no later edit reaches. */
export const metricsReport = z.strictObject({
  format: z.literal('afterword-metrics/1'),
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  /** The figures stand as they were at the end of this day (UTC). */
  asOf: z.iso.date(),
  percentiles: z.string(),
  /** How many rows went in, so that a reader can reconcile them with the lists. */
  population: z.strictObject({ incidents: z.int(), reviews: z.int(), actions: z.int() }),
  metrics: z.array(metric),
  shares: z.array(share),
  ageBuckets: z.array(z.strictObject({ label: z.string(), rows: z.array(z.string()) })),
})
export type MetricsReport = z.infer<typeof metricsReport>

export interface ReportInput {
  period: Period
  asOf: string
  /** Incidents that started in the period, and their reviews. */
  incidents: readonly IncidentForMetrics[]
  reviews: readonly ReviewForMetrics[]
  /** All actions of the workspace: cohorts, ages and slips choose among them. */
  actions: readonly ActionForMetrics[]
}

/** The same rows on the same day give the same report. */
export function makeReport(input: ReportInput): MetricsReport {
  const { period, asOf, incidents, reviews, actions } = input
  const { buckets, ...age } = ageing(actions, asOf)
  return {
    format: 'afterword-metrics/1',
    period: { from: period.from, to: period.to },
    asOf,
    percentiles: percentileMethod,
    population: { incidents: incidents.length, reviews: reviews.length, actions: actions.length },
    metrics: [
      ...incidentMetrics(incidents),
      timeToReview(reviews),
      closureLag(actions, asOf),
      daysPastDue(actions, asOf),
      age,
      slips(actions, asOf),
    ],
    shares: [closureByCohort(actions, period, asOf), reviewsInTime(reviews, `${asOf}T23:59:59.999Z`)],
    ageBuckets: buckets,
  }
}

export interface FigureChange {
  name: string
  field: 'n' | 'missing' | 'median' | 'p90' | 'min' | 'max' | 'rate'
  frozen: number | null
  now: number | null
}

export interface ReportDifference {
  figures: FigureChange[]
  /** Rows that a figure has gained, lost, or that moved between its parts, by the figure's name. */
  rows: { name: string; added: string[]; removed: string[]; moved: string[] }[]
}

/** What a new report of the same period says otherwise than the frozen one. Nothing in it: they agree. */
export function compareReports(frozen: MetricsReport, now: MetricsReport): ReportDifference {
  const before = flatten(frozen)
  const after = flatten(now)
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const figures: FigureChange[] = []
  const rows: ReportDifference['rows'] = []
  for (const name of names) {
    const old = before.get(name)
    const fresh = after.get(name)
    for (const field of ['n', 'missing', 'median', 'p90', 'min', 'max', 'rate'] as const) {
      const a = old?.figures[field] ?? null
      const b = fresh?.figures[field] ?? null
      if (a !== b) figures.push({ name, field, frozen: a, now: b })
    }
    const oldRows = old?.rows ?? new Map<string, string>()
    const freshRows = fresh?.rows ?? new Map<string, string>()
    const added = [...freshRows.keys()].filter((id) => !oldRows.has(id))
    const removed = [...oldRows.keys()].filter((id) => !freshRows.has(id))
    const moved = [...freshRows]
      .filter(([id, part]) => oldRows.has(id) && oldRows.get(id) !== part)
      .map(([id]) => id)
    if (added.length + removed.length + moved.length > 0) rows.push({ name, added, removed, moved })
  }
  return { figures, rows }
}

interface Flat {
  figures: Partial<Record<FigureChange['field'], number | null>>
  /** Each row with the part in which it is counted. */
  rows: Map<string, string>
}

function flatten(report: MetricsReport): Map<string, Flat> {
  const flat = new Map<string, Flat>()
  for (const { name, n, missing, median, p90, min, max, rows, missingRows } of report.metrics) {
    flat.set(name, {
      figures: { n, missing, median, p90, min, max },
      rows: new Map([
        ...rows.map((id) => [id, 'value'] as const),
        ...missingRows.map((id) => [id, 'missing'] as const),
      ]),
    })
  }
  for (const { name, n, missing, rate, parts, missingRows } of report.shares) {
    const sorted = Object.entries(parts).flatMap(([part, ids]) => ids.map((id) => [id, part] as const))
    flat.set(name, {
      figures: { n, missing, rate },
      rows: new Map([...sorted, ...missingRows.map((id) => [id, 'missing'] as const)]),
    })
  }
  return flat
}
