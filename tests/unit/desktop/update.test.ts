import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { compareVersions, judgeUpdate, publisherKey } from '../../../src/main/update.ts'

const publisher = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const key = publisher.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const content = Buffer.from('a package of Afterword')
const described = {
  application: 'Afterword',
  version: '1.4.0',
  channel: 'stable',
  publishedOn: '2026-11-20',
  file: 'Afterword-1.4.0-linux-x64.AppImage',
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
}

const folder = mkdtempSync(join(tmpdir(), 'afterword-update-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'Afterword-1.4.0.update')
const program = join(folder, described.file)

function carry(description: unknown, privateKey = publisher.privateKey): void {
  const signed = JSON.stringify(description)
  const signature = sign(null, Buffer.from(signed), privateKey).toString('base64')
  writeFileSync(path, JSON.stringify({ signed, signature }))
}

describe('an update that was carried to this computer', () => {
  beforeEach(() => {
    rmSync(program, { force: true })
    writeFileSync(program, content)
    carry(described)
  })

  it.each([
    ['1.3.9', 'newer'],
    ['1.4.0', 'same'],
    ['1.10.0', 'older'],
  ])('is said to be what it is, beside %s', async (current, age) => {
    expect(await judgeUpdate(path, key, current)).toEqual({
      name: described.file,
      version: '1.4.0',
      channel: 'stable',
      publishedOn: '2026-11-20',
      size: content.length,
      sha256: described.sha256,
      folder,
      age,
    })
  })

  it('is refused when somebody else signed it', async () => {
    carry(described, other.privateKey)
    await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow('not signed by the publisher')
  })

  it('is refused when its description was changed after it was signed', async () => {
    const signed = JSON.stringify(described)
    const signature = sign(null, Buffer.from(signed), publisher.privateKey).toString('base64')
    writeFileSync(path, JSON.stringify({ signed: signed.replace('1.4.0', '9.4.0'), signature }))
    await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow('not signed by the publisher')
  })

  it.each([
    ['changed', Buffer.from('a package of Afterwork')],
    ['longer', Buffer.concat([content, Buffer.from('!')])],
    ['empty', Buffer.alloc(0)],
  ])('is refused when its file is %s', async (_what, bytes) => {
    writeFileSync(program, bytes)
    await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow('damaged or changed')
  })

  it('is refused when its file is not beside it', async () => {
    rmSync(program)
    await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow('not beside its description')
    symlinkSync(folder, program)
    await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow('not beside its description')
  })

  it.each([
    ['another application', { ...described, application: 'Other' }],
    ['a file in another folder', { ...described, file: '../Afterword-1.4.0-linux-x64.AppImage' }],
    ['a whole path', { ...described, file: '/etc/passwd' }],
    ['a version that is none', { ...described, version: '1.4' }],
    ['a channel that is none', { ...described, channel: 'nightly' }],
    ['a size that is none', { ...described, size: -1 }],
    ['more than it should', { ...described, run: 'me' }],
    ['nothing', null],
  ])('is refused when what is signed names %s', async (_what, description) => {
    carry(description)
    await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow('describes no update')
  })

  it.each([
    ['empty', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['without a signature', JSON.stringify({ signed: JSON.stringify(described) })],
    ['too large', 'x'.repeat(70_000)],
  ])('is refused when its description is %s', async (_what, text) => {
    writeFileSync(path, text)
    await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow(/describes no update|too large/)
  })

  it('is made by the publisher with the script that is at hand', async () => {
    const script = join(import.meta.dirname, '../../../build/signUpdate.mjs')
    const run = (...args: string[]) => execFileSync(process.execPath, [script, ...args])
    run('keys', folder)
    run('sign', program, '2.0.0', 'preview', '2026-11-25', join(folder, 'publisher-private.pem'))
    const made = await publisherKey(folder)
    expect(await judgeUpdate(`${program}.update`, made!, '1.0.0')).toMatchObject({
      version: '2.0.0',
      channel: 'preview',
      age: 'newer',
    })
    expect(await publisherKey(join(folder, 'absent'))).toBeNull()
  })

  it('never passes with a signature of other bytes', async () => {
    const signed = JSON.stringify(described)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 70 }), async (bytes) => {
        writeFileSync(path, JSON.stringify({ signed, signature: Buffer.from(bytes).toString('base64') }))
        await expect(judgeUpdate(path, key, '1.0.0')).rejects.toThrow(/not signed|describes no update/)
      }),
      { numRuns: 60 },
    )
  })
})

it('orders versions by their numbers', () => {
  expect(['1.10.0', '1.2.0', '0.9.9', '1.2.10'].sort(compareVersions)).toEqual([
    '0.9.9',
    '1.2.0',
    '1.2.10',
    '1.10.0',
  ])
})
