/**
 * A pack with evidence of so many MiB (`--mebibytes 1024`), beside reading and hashing the same files. The export runs in
 * a process of its own, so that its peak memory is its own.
 */
import { execFile } from 'node:child_process'
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createCore } from '#core/core.ts'
import type { BenchRow } from './benchTable.ts'
import { built } from './built.ts'
import { median, milliseconds, option, rounded, spread } from './figures.ts'

const MIB = 2 ** 20
const FILES = 32
const passphrase = 'only for measuring'

interface Exported {
  milliseconds: number
  /** Of all threads together, in milliseconds: it hardly depends on what else runs. */
  processorMs: number
  peakMB: number
  idleMB: number
}

export async function measure(args: string[]): Promise<BenchRow[]> {
  const mebibytes = option(args, 'mebibytes', 1024)
  const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
  try {
    const files = await writeFiles(folder, mebibytes)
    const order = await fillWorkspace(folder, files)
    await hashAll(files)
    const script = await built('exportPack')
    const hashing: { milliseconds: number; processorMs: number }[] = []
    const exports: Exported[] = []
    for (let run = 0; run < option(args, 'runs', 3); run++) {
      hashing.push(await hashAll(files))
      const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(order)])
      exports.push(JSON.parse(stdout) as Exported)
    }
    const all = <K extends string>(of: Record<K, number>[], what: K) => of.map((one) => one[what])
    const ratios = (what: 'milliseconds' | 'processorMs') =>
      exports.map((one, run) => rounded(one[what] / hashing[run]![what]))
    const row = (what: string, values: number[], unit: string, goal: number | null): BenchRow => ({
      what,
      value: median(values),
      unit,
      goal,
      spread: spread(values),
    })
    return [
      { what: 'evidence', value: mebibytes, unit: 'MiB', goal: null },
      milliseconds('reading and hashing the files', all(hashing, 'milliseconds')),
      milliseconds('exporting the pack', all(exports, 'milliseconds')),
      row('exporting against hashing', ratios('milliseconds'), '×', 2),
      milliseconds('processor time of hashing', all(hashing, 'processorMs')),
      milliseconds('processor time of exporting', all(exports, 'processorMs')),
      row('exporting against hashing, in processor time', ratios('processorMs'), '×', null),
      row('memory of the open workspace', all(exports, 'idleMB'), 'MB', null),
      row('peak memory of the export', all(exports, 'peakMB'), 'MB', 300),
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Files that nothing can pack, as recordings and archives are. */
async function writeFiles(folder: string, mebibytes: number): Promise<string[]> {
  const paths: string[] = []
  for (let index = 0; index < FILES; index++) {
    const bytes = Math.floor((mebibytes * MIB) / FILES)
    const path = join(folder, `recording-${index}.bin`)
    const noise = createCipheriv('aes-256-ctr', randomBytes(32), randomBytes(16))
    await pipeline(Readable.from(zeros(bytes)), noise, createWriteStream(path))
    paths.push(path)
  }
  return paths
}

function* zeros(bytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(MIB)
  for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length))
}

async function hashAll(paths: string[]): Promise<{ milliseconds: number; processorMs: number }> {
  const start = performance.now()
  const before = process.cpuUsage()
  for (const path of paths) await pipeline(createReadStream(path), createHash('sha256'))
  const { user, system } = process.cpuUsage(before)
  return { milliseconds: performance.now() - start, processorMs: (user + system) / 1000 }
}

async function fillWorkspace(folder: string, files: string[]) {
  const workspace = join(folder, 'workspace')
  mkdirSync(join(folder, 'settings'))
  const core = await createCore({
    resources: resolve(import.meta.dirname, '../../resources'),
    settings: join(folder, 'settings'),
  })
  const call = async <T>(method: string, input: unknown): Promise<T> => {
    const answer = await core.dispatch({ method, input })
    if ('error' in answer) throw new Error(`${method}: ${JSON.stringify(answer.error)}`)
    return answer.ok as T
  }
  await call('workspace.create', {
    path: workspace,
    name: 'Measured',
    person: { name: 'Dana Vogt' },
    passphrase,
  })
  const incident = await call<{ id: string }>('incidents.create', { title: 'Measured', severity: 'SEV-2' })
  const review = await call<{ id: string }>('reviews.create', {
    incidentId: incident.id,
    templateId: 'blameless-standard',
  })
  for (const path of files) {
    const { ref } = await core.files.offer(path)
    await call('evidence.add', { reviewId: review.id, file: ref })
  }
  await core.close()
  const resources = resolve(import.meta.dirname, '../../resources')
  return { folder, workspace, passphrase, reviewId: review.id, resources }
}
