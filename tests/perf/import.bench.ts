/** Importing generated post-mortems, beside parsing the same files alone. `--files 1000` says how many. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCore } from '#core/core.ts'
import { parsePostmortem } from '#core/imports/markdown/parsePostmortem.ts'
import type { Job } from '#shared/contract/jobs.ts'
import type { BenchRow } from './benchTable.ts'
import { option, rounded } from './figures.ts'
import { passphrase, resources, seeded } from './largeWorkspace.ts'

export async function measure(args: string[]): Promise<BenchRow[]> {
  const count = option(args, 'files', 500)
  const folder = mkdtempSync(join(tmpdir(), 'afterword-import-'))
  try {
    const paths = writePostmortems(join(folder, 'files'), count)
    const parsing = timeOfParsing(paths)
    const importing = await timeOfImporting(folder, paths)
    return [
      { what: 'files', value: count, unit: '', goal: null },
      { what: 'parsing alone', value: rounded(parsing / count), unit: 'ms a file', goal: null },
      { what: 'importing', value: rounded(importing / count), unit: 'ms a file', goal: null },
      {
        what: 'importing',
        value: rounded((count / importing) * 1_000, 1),
        unit: 'files a second',
        goal: null,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function writePostmortems(folder: string, count: number): string[] {
  mkdirSync(folder, { recursive: true })
  const pick = seeded(7)
  return Array.from({ length: count }, (_, n) => {
    const rows = Array.from(
      { length: 8 + pick(10) },
      (_, row) => `| 2026-0${1 + pick(9)}-1${pick(9)} 1${pick(9)}:0${row % 10} | Step ${row} of ${n} |`,
    )
    const path = join(folder, `PM-${n}.md`)
    writeFileSync(
      path,
      `# Incident ${n}\n\n## Summary\nOrders stopped for a while (${n}).\n\n## Timeline\nAll times in UTC.\n\n| Time | What |\n| --- | --- |\n${rows.join('\n')}\n\n## Contributing factors\n- The pool was small\n- The alert came late\n\n## Action items\n- [ ] Size the pool\n\n## Lessons\nMeasure first.\n`,
    )
    return path
  })
}

function timeOfParsing(paths: string[]): number {
  const start = performance.now()
  for (const path of paths) parsePostmortem(readFileSync(path), { fileName: path })
  return performance.now() - start
}

async function timeOfImporting(folder: string, paths: string[]): Promise<number> {
  const core = await createCore({ resources, settings: join(folder, 'settings') })
  const call = async <T>(method: string, input: unknown): Promise<T> => {
    const answer = await core.dispatch({ method, input })
    if ('error' in answer) throw new Error(`${method}: ${answer.error.message}`)
    return answer.ok as T
  }
  const path = join(folder, 'workspace')
  await call('workspace.create', { path, name: 'Measured', person: { name: 'Dana Vogt' }, passphrase })
  const files: string[] = []
  for (const one of paths) files.push((await core.files.offer(one)).ref)
  const start = performance.now()
  const { jobId } = await call<{ jobId: string }>('imports.run', { files })
  for (;;) {
    const job = await call<Job>('jobs.get', { id: jobId })
    if (job.state === 'done') break
    if (job.state !== 'running') throw new Error(JSON.stringify(job.error))
    await new Promise((wait) => setTimeout(wait, 20))
  }
  const time = performance.now() - start
  await core.close()
  return time
}
