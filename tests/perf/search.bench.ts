/** Search in a million timeline entries, beside the same queries run bare. `--scale 0.1` is a tenth of them. */
import type { BenchRow } from './benchTable.ts'
import { openBeside } from './callBeside.ts'
import { median, option, percentile95, rounded, spread } from './figures.ts'
import { largeWorkspace } from './largeWorkspace.ts'

const runs = 25

export async function measure(args: string[]): Promise<BenchRow[]> {
  const beside = await openBeside(await largeWorkspace(option(args, 'scale', 1)))
  const searches = [
    { name: 'a common word', text: 'latency', typing: false },
    { name: 'two words', text: 'pool migration', typing: false },
    { name: 'four words', text: 'pool rose before rollback', typing: false },
    { name: 'a key', text: 'REV-2020-0007', typing: false },
    { name: 'while typing', text: 'migr', typing: true },
    { name: 'two words while typing', text: 'pool rep', typing: true },
  ]
  try {
    const rows: BenchRow[] = []
    for (const { name, text, typing } of searches) {
      const calls: number[] = []
      const bares: number[] = []
      for (let run = 0; run < runs; run++) {
        const { call, bare } = await beside.both('search.find', { text, typing })
        calls.push(call)
        bares.push(bare)
      }
      rows.push(
        {
          what: `${name}: against bare FTS5`,
          value: rounded(median(calls) / median(bares)),
          unit: '×',
          goal: 1.5,
        },
        {
          what: `${name}: 95th percentile`,
          value: rounded(percentile95(calls)),
          unit: 'ms',
          goal: null,
          spread: spread(calls),
        },
      )
    }
    return rows
  } finally {
    await beside.close()
  }
}
