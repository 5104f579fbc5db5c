import { spawnSync } from 'node:child_process'
import { createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Call, type CoreState } from '#core/call.ts'
import { FileExchange } from '#core/files.ts'
import { canSign, rootCertificatePem, signerOf, trustedCertificates } from '#core/identities/identities.ts'
import { Jobs } from '#core/jobs/jobs.ts'
import { Turns } from '#core/turns.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { type App, passphrase, startWorkspace } from '../app.ts'
import { hasOpenssl } from './openssl.ts'

let app: App & { personId: string }
beforeAll(async () => {
  app = await startWorkspace()
})
afterAll(() => app.close())

async function newPerson(name: string, email = '') {
  return (await app.call('people.create', { name, email, roles: ['engineering-lead'] })).id
}

async function newIdentity(name: string) {
  const personId = await newPerson(name)
  const { id } = await app.call('identities.create', { personId, passphrase: 'their own' })
  return { personId, id }
}

async function identity(id: string) {
  return (await app.call('identities.list', {})).find((one) => one.id === id)!
}

async function canSignNow(personId: string) {
  const { rows } = await app.call('people.list', {})
  return rows.find((row) => row.id === personId)!.canSign
}

describe('a new workspace', () => {
  it('has a root certificate, and its first person a signing key', async () => {
    const [root, own] = await app.call('identities.list', {})
    expect(root).toMatchObject({
      kind: 'root',
      person: null,
      subject: 'O=Nordlys Operations, CN=Nordlys Operations root',
      algorithm: 'ECDSA P-256',
      state: 'valid',
    })
    expect(own).toMatchObject({
      kind: 'issued',
      person: { id: app.personId, name: 'Dana Vogt' },
      subject: 'O=Nordlys Operations, CN=Dana Vogt',
      issuer: root!.subject,
      state: 'valid',
    })
    expect(await canSignNow(app.personId)).toBe(true)
  })
})

describe('a signing key', () => {
  it.skipIf(!hasOpenssl)(
    'is certified by the root, as openssl sees it too (skipped without openssl)',
    async () => {
      const { id } = await newIdentity('Mara Sol')
      const root = join(app.folder, 'root.pem')
      const own = join(app.folder, 'own.pem')
      const { pem, fingerprint, subject } = await app.call('identities.certificate', {})
      writeFileSync(root, pem)
      expect(new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()).toBe(fingerprint)
      expect(subject).toContain('root')
      writeFileSync(own, (await app.call('identities.certificate', { id })).pem)
      const judged = spawnSync(
        'openssl',
        ['verify', '-attime', String(app.clock.now.getTime() / 1000), '-CAfile', root, own],
        {
          encoding: 'utf8',
        },
      )
      expect(judged.stdout).toContain('OK')
    },
  )

  it('comes as a file, named after its owner', async () => {
    const { id } = await newIdentity('Åsa Øst/../x')
    const { file } = await app.call('identities.certificateFile', { id })
    expect(file).toMatchObject({ name: 'x.pem', mediaType: 'application/x-pem-file' })
    const text = readFileSync(app.core.files.get(file.ref).path, 'utf8')
    expect(text).toBe((await app.call('identities.certificate', { id })).pem)
  })

  it('is for active people who are known', async () => {
    const unknown = '01930000-0000-7000-8000-000000000000'
    const nobody = await app.refused('identities.create', { personId: unknown, passphrase: 'x' })
    expect(nobody.code).toBe('not-found')
    const personId = await newPerson('Former Colleague')
    await app.call('people.update', { id: personId, version: 1, active: false })
    const gone = await app.refused('identities.create', { personId, passphrase: 'x' })
    expect(gone).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('no longer active') })
  })

  it('takes names as they come: long, or with an address that a certificate cannot carry', async () => {
    const personId = await newPerson(`${'Långt namn '.repeat(12)}`, 'ønske@example.org')
    const { id } = await app.call('identities.create', { personId, passphrase: 'x' })
    expect((await identity(id)).subject).toMatch(/CN=Långt namn/)
  })

  it('changes its passphrase for whoever knows the old one', async () => {
    const { id, personId } = await newIdentity('Noor Idris')
    const change = { id, passphrase: 'wrong', newPassphrase: 'new' }
    expect(await app.refused('identities.changePassphrase', change)).toMatchObject({ code: 'not-allowed' })
    await app.call('identities.changePassphrase', { ...change, passphrase: 'their own' })
    await app.call('identities.changePassphrase', { id, passphrase: 'new', newPassphrase: 'newer' })
    expect(await canSignNow(personId)).toBe(true)
  })
})

describe('revoking', () => {
  it('ends signing, keeps the certificate with its reason, and happens once', async () => {
    const { id, personId } = await newIdentity('Lost Laptop')
    await app.call('identities.revoke', { id, reason: 'Laptop was stolen' })
    expect(await identity(id)).toMatchObject({
      state: 'revoked',
      revocation: { at: '2026-11-20T14:05:00.000Z', reason: 'Laptop was stolen' },
    })
    expect(await canSignNow(personId)).toBe(false)
    expect(await app.refused('identities.revoke', { id, reason: 'Again' })).toMatchObject({
      code: 'conflict',
    })
  })

  it('is not for the root, on which all others rest', async () => {
    const [root] = await app.call('identities.list', {})
    const error = await app.refused('identities.revoke', { id: root!.id, reason: 'Just so' })
    expect(error).toMatchObject({ code: 'not-allowed' })
  })
})

describe('who may', () => {
  it('create, import and revoke for others: only who manages people; anybody for themselves', async () => {
    const other = await newIdentity('Other Person')
    const personId = await newPerson('Plain Person')
    await app.call('workspace.actAs', { personId })
    const create = await app.refused('identities.create', { personId: other.personId, passphrase: 'x' })
    expect(create).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('administrator') })
    const revoke = await app.refused('identities.revoke', { id: other.id, reason: 'Just so' })
    expect(revoke.code).toBe('not-allowed')
    const own = await app.call('identities.create', { personId, passphrase: 'mine' })
    await app.call('identities.revoke', { id: own.id, reason: 'I want a new one' })
    await app.call('workspace.actAs', { personId: app.personId, passphrase })
  })
})

describe('the root’s key', () => {
  it('opens with the workspace until it has a passphrase of its own', async () => {
    const personId = await newPerson('Kai Rau')
    const create = { personId, passphrase: 'x' }
    const wrong = await app.refused('identities.create', { ...create, rootPassphrase: 'not it' })
    expect(wrong.code).toBe('not-allowed')
    await app.call('identities.create', { ...create, rootPassphrase: passphrase })
    const [root] = await app.call('identities.list', {})
    await app.call('identities.changePassphrase', {
      id: root!.id,
      passphrase,
      newPassphrase: 'root alone',
    })
    const missing = await app.refused('identities.create', create)
    expect(missing.message).toContain('passphrase of its own')
    expect(await app.refused('identities.create', { ...create, rootPassphrase: passphrase })).toMatchObject({
      code: 'not-allowed',
    })
    await app.call('identities.create', { ...create, rootPassphrase: 'root alone' })
  })
})

describe('a signer', () => {
  it('signs with the newest valid key; else a sentence says why not', async () => {
    const { personId, id } = await newIdentity2('Signing Person')
    const nobody = await newPerson('Keyless Person')
    await app.call('workspace.close', {})
    const workspace = await openWorkspace(join(app.folder, 'workspace'), passphrase, app.clock.now)
    workspace.person = { id: app.personId, name: 'Dana Vogt', roles: ['administrator'] }
    let now = app.clock.now
    const state: CoreState = {
      options: { resources: '', settings: '', now: () => now },
      files: new FileExchange(),
      jobs: new Jobs(() => undefined),
      workspace,
      turns: new Turns(),
      revision: 0,
      changed: () => undefined,
    }
    const call = new Call(state, 'reviews.approve')
    try {
      const signer = await signerOf(call, personId, 'their own')
      const data = Buffer.from('what is signed')
      const own = new X509Certificate(signer.certificate)
      expect(verifySignature('sha256', data, own.publicKey, await signer.sign(data))).toBe(true)
      const [root] = await trustedCertificates(workspace.read)
      expect(signer.chain).toEqual([new Uint8Array(root!)])
      expect(own.verify(createPublicKey(await rootCertificatePem(workspace.read)))).toBe(true)
      await expect(signerOf(call, personId, 'wrong')).rejects.toMatchObject({
        code: 'not-allowed',
        message: 'This passphrase does not open the signing key of Signing Person.',
      })
      const noted = await workspace.read
        .selectFrom('auditEvent')
        .select('event')
        .orderBy('sequence', 'desc')
        .execute()
      expect(JSON.parse(noted[0]!.event)).toMatchObject({ method: 'identities.wrongPassphrase' })
      await expect(signerOf(call, nobody, 'x')).rejects.toThrow('Keyless Person has no signing key yet')
      expect(await canSign(workspace.read, [personId, nobody], now)).toEqual(new Set([personId]))
      now = new Date('2032-01-01T00:00:00.000Z')
      await expect(signerOf(call, personId, 'their own')).rejects.toThrow('expired on 2031-11-20')
      expect(await canSign(workspace.read, [personId], now)).toEqual(new Set())
      now = new Date('2020-01-01T00:00:00.000Z')
      await expect(signerOf(call, personId, 'their own')).rejects.toThrow('valid from 2026-11-20 on')
      now = app.clock.now
      await workspace.write
        .updateTable('identity')
        .set({ revokedAt: now.toISOString(), revocationReason: 'Lost' })
        .where('id', '=', id)
        .execute()
      await expect(signerOf(call, personId, 'their own')).rejects.toThrow('was revoked on 2026-11-20 (Lost)')
    } finally {
      await workspace.close()
    }
  })

  /** The root may have its own passphrase by now. */
  async function newIdentity2(name: string) {
    const personId = await newPerson(name)
    const { id } = await app.call('identities.create', {
      personId,
      passphrase: 'their own',
      rootPassphrase: 'root alone',
    })
    return { personId, id }
  }
})
