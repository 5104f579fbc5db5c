import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { toPem } from '#core/signing/certificates.ts'
import { signCms } from '#core/signing/cms.ts'
import { decryptPrivateKey, encryptPrivateKey, generateKeyPair } from '#core/signing/keys.ts'
import { person } from '../unit/signing/people.ts'

const openssl = spawnSync('openssl', ['version']).status === 0
if (!openssl) console.warn('skipped: OpenSSL judges signatures, and it is not installed')

describe.skipIf(!openssl)('OpenSSL agrees (skipped where it is not installed)', () => {
  let folder: string
  const run = (...args: string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'afterword-openssl-'))
  })

  for (const kind of ['ec', 'rsa'] as const) {
    it(`that a CMS made with an ${kind.toUpperCase()} key is a CAdES signature of the content`, async () => {
      const { root, signer } = await person({ kind })
      const content = Buffer.from('What happened, and what changes.')
      writeFileSync(join(folder, 'root.pem'), toPem(root))
      writeFileSync(join(folder, 'content'), content)
      writeFileSync(join(folder, 'signature.p7s'), await signCms(content, signer))
      const verify = () =>
        run(
          ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'signature.p7s'],
          ...['-content', 'content', '-CAfile', 'root.pem', '-purpose', 'any', '-x509_strict', '-out', 'out'],
        )
      const good = verify()
      expect(good.stderr).toContain('CAdES Verification successful')
      expect(good.status).toBe(0)
      writeFileSync(join(folder, 'content'), `${content}!`)
      expect(verify().status).not.toBe(0)
    })
  }

  it('that the same passphrase opens an encrypted key', async () => {
    const { privateKey } = await generateKeyPair()
    writeFileSync(join(folder, 'key.p8'), await encryptPrivateKey(privateKey, 'correct horse'))
    const opened = run('pkcs8', '-inform', 'DER', '-in', 'key.p8', '-passin', 'pass:correct horse')
    expect(opened.stdout).toBe(privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const encrypted = readFileSync(join(folder, 'key.p8'))
    expect((await decryptPrivateKey(encrypted, 'correct horse')).equals(privateKey)).toBe(true)
    expect(
      execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: encrypted }).toString(),
    ).toContain('hmacWithSHA256')
  })
})
