/** Each query behind a screen, in a large workspace, beside its own SQL run bare. `--scale 0.1` is a tenth of it. */
import type { CallInput, MethodName } from '#shared/contract/index.ts'
import type { BenchRow } from './benchTable.ts'
import { openBeside } from './callBeside.ts'
import { median, option, percentile95, rounded, spread } from './figures.ts'
import { largeWorkspace } from './largeWorkspace.ts'

const runs = 40

function screen<M extends MethodName>(name: string, method: M, input: CallInput<M>) {
  return { name, method, input }
}

export async function measure(args: string[]): Promise<BenchRow[]> {
  const beside = await openBeside(await largeWorkspace(option(args, 'scale', 1)))
  const reviewId = '0192f0c1-0003-7000-8000-000000000007'
  const screens = [
    screen('reviews, the newest', 'reviews.list', {}),
    screen('reviews by due date', 'reviews.list', { sort: 'due', states: ['draft', 'in-session'] }),
    screen('reviews with words', 'reviews.list', { search: 'pool latency' }),
    screen('incidents, the newest', 'incidents.list', {}),
    screen('incidents, far down', 'incidents.list', { cursor: '900' }),
    screen('actions by due date', 'actions.list', {}),
    screen('actions overdue', 'actions.list', { overdueOnly: true }),
    screen('actions with words', 'actions.list', { search: 'rollback' }),
    screen('evidence', 'evidence.list', {}),
    screen('people', 'people.list', {}),
    screen('audit log', 'auditLog.list', {}),
    screen('a review', 'reviews.get', { id: reviewId }),
    screen('its timeline', 'timeline.list', { reviewId }),
    screen('its readiness', 'reviews.readiness', { reviewId }),
    screen('its actions', 'actions.list', { reviewId }),
    screen('its evidence', 'evidence.ofReview', { reviewId }),
  ]
  try {
    const rows: BenchRow[] = []
    for (const { name, method, input } of screens) {
      const calls: number[] = []
      const bares: number[] = []
      for (let run = 0; run < runs; run++) {
        const { call, bare } = await beside.both(method, input as never)
        calls.push(call)
        bares.push(bare)
      }
      rows.push(
        {
          what: `${name}: against bare SQL`,
          value: rounded(median(calls) / median(bares)),
          unit: '×',
          goal: 2,
        },
        {
          what: `${name}: 95th percentile`,
          value: rounded(percentile95(calls)),
          unit: 'ms',
          goal: 16,
          spread: spread(calls),
        },
      )
    }
    return rows
  } finally {
    await beside.close()
  }
}
