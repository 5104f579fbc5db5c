import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { BenchRow } from './benchTable.ts'
import { median, milliseconds, rounded, spread } from './figures.ts'
import { type LargeWorkspace, passphrase } from './largeWorkspace.ts'

const cli = resolve(import.meta.dirname, '../../out/main/cli.js')

/** `afterword list` as it is built, beside a Node that does nothing, in turns. Few people show the start, all reviews the work. */
export async function commandLine({ folder, settings }: LargeWorkspace, runs: number): Promise<BenchRow[]> {
  const env = { ...process.env, AFTERWORD_PASSPHRASE: passphrase, AFTERWORD_SETTINGS: settings }
  const time = (args: string[]) => {
    const start = performance.now()
    execFileSync(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    return performance.now() - start
  }
  const nothing: number[] = []
  const help: number[] = []
  const few: number[] = []
  const all: number[] = []
  for (let run = -1; run < runs; run++) {
    const figures = [
      time(['-e', '0']),
      time([cli, '--help']),
      time([cli, 'list', folder, 'people']),
      time([cli, 'list', folder, 'reviews']),
    ]
    if (run < 0) continue
    nothing.push(figures[0]!)
    help.push(figures[1]!)
    few.push(figures[2]!)
    all.push(figures[3]!)
  }
  const ratios = few.map((one, run) => rounded(one / nothing[run]!))
  return [
    milliseconds('node -e 0', nothing),
    milliseconds('afterword --help', help),
    milliseconds('afterword list people, key derivation included', few),
    milliseconds('afterword list reviews, all of them', all),
    {
      what: 'afterword list people against node -e 0',
      value: median(ratios),
      unit: '×',
      goal: null,
      spread: spread(ratios),
    },
  ]
}
