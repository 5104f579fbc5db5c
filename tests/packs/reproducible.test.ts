import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSignatureSpaces } from '#verifier/pdf/signature-space.ts'
import { passphrase } from '../core/app.ts'
import { type Approved, approvedReview, exportAs } from './approvedReview.ts'
import { unpack } from './packFiles.ts'

const sample = resolve(import.meta.dirname, '../../resources/sample')
const name = 'REV-2026-0001-r1'
let approved: Approved
let places: string[]

/** The same workspace, copied, exported at one moment by two processes in two zones and two languages. */
beforeAll(async () => {
  approved = await approvedReview([
    { name: 'Ärger.log', bytes: 'first\n' },
    { name: 'ärger.log', bytes: 'second\n' },
    { name: 'change.pdf', bytes: readFileSync(join(sample, 'change-2291.pdf')) },
    { name: 'pool.png', bytes: readFileSync(join(sample, 'pool-waiting.png')) },
  ])
  const { app, review, manager } = approved
  // the first export of a workspace makes the key of its log
  await exportAs(approved, { formats: ['pdf'] })
  await app.call('workspace.close', {})
  const environments = [
    { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' },
    { TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C', LANGUAGE: 'en' },
  ]
  places = await Promise.all(
    environments.map(async (environment, index) => {
      const out = join(app.folder, `out-${index}`)
      const workspace = join(app.folder, `workspace-${index}`)
      mkdirSync(out)
      cpSync(join(app.folder, 'workspace'), workspace, { recursive: true })
      const order = {
        workspace,
        passphrase,
        person: manager,
        reviewId: review.id,
        now: '2026-11-21T23:30:00.000Z',
        out,
      }
      const script = resolve(import.meta.dirname, 'exportElsewhere.ts')
      const env = { ...process.env, ...environment }
      await promisify(execFile)(process.execPath, [script, JSON.stringify(order)], { env })
      return out
    }),
  )
}, 120_000)
afterAll(() => approved?.app.close())

const read = (place: string, file: string) => readFileSync(join(place, file))

describe('the same review, exported at one clock in two time zones and languages', () => {
  it('gives the same PDF but for its signature', () => {
    const [one, two] = places.map((place) => {
      const bytes = read(place, `${name}.pdf`)
      const [space] = findSignatureSpaces(bytes)
      const [start, first, second] = space!.range
      return Buffer.concat([bytes.subarray(start, first), bytes.subarray(second)])
    })
    expect(one!.equals(two!)).toBe(true)
  })

  it('gives the same Word document but for its signature', () => {
    const [one, two] = places.map((place) => unzipSync(read(place, `${name}.docx`)))
    expect(Object.keys(one!)).toEqual(Object.keys(two!))
    const differing = Object.keys(one!).filter((part) => !Buffer.from(one![part]!).equals(two![part]!))
    expect(differing).toEqual(['_xmlsignatures/sig1.xml'])
  })

  it('gives the same pack but for signatures, and the lists of hashes that follow from them', async () => {
    const [one, two] = await Promise.all(places.map((place) => unpack(join(place, `${name}.asice`))))
    expect([...one!.keys()]).toEqual([...two!.keys()])
    // a signature in the Word document is packed to a few bytes more or less
    const shown = (files: Map<string, Uint8Array>, file: string) =>
      Buffer.from(files.get(file)!)
        .toString('latin1')
        .replace(/Payload-Oxum: \d+/, 'Payload-Oxum')
    const differing = [...one!.keys()].filter((file) => shown(one!, file) !== shown(two!, file))
    expect(differing).toEqual([
      `data/${name}.docx`,
      `data/${name}.pdf`,
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'META-INF/ASiCManifest001.xml',
      'META-INF/signature001.p7s',
    ])
  })
})
