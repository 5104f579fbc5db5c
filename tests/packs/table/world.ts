import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allIdentities } from '#core/identities/store.ts'
import { fromPem } from '#core/signing/certificates.ts'
import { decryptPrivateKey } from '#core/signing/keys.ts'
import { createSigner, type Signer } from '#core/signing/signer.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { passphrase } from '../../core/app.ts'
import { type Approved, approvedReview, exportAs, rootPem } from '../approvedReview.ts'

/** What a real workspace handed out, and what another one of the same name did. */
export interface World {
  /** When it was exported. */
  now: Date
  rootPem: string
  root: Uint8Array
  good: Exported
  /** Of a workspace of the same name, with the same people, but with keys of its own. */
  namesake: Exported
  /** Who exported, with the key that the workspace kept. */
  signer: Signer
}

interface Exported {
  pack: string
  /** A PDF that went out alone, with the exhibits inside. */
  pdf: Uint8Array
  docx: Uint8Array
  exhibits: { number: string; sha256: string }[]
}

const exhibits = [
  { name: 'Protokoll – ü.log', bytes: 'first log\n'.repeat(500) },
  { name: 'Protokoll – ü.log', bytes: 'another log of the same name, longer than its own name is\n' },
]

/** Reviews that were approved and exported in two workspaces; the packs stand in the folder. */
export async function exportedWorld(folder: string): Promise<World> {
  const own = await approvedReview(exhibits)
  const other = await approvedReview(exhibits.map((one) => ({ ...one, bytes: `${one.bytes}.` })))
  const good = await exported(own, join(folder, 'good.asice'))
  const namesake = await exported(other, join(folder, 'namesake.asice'))
  const pem = await rootPem(own.app)
  const { now } = own.app.clock
  const signer = await keptSigner(own)
  for (const { app } of [own, other]) await app.close()
  const [root] = fromPem(pem)
  return { now, rootPem: pem, root: root!, good, namesake, signer }
}

async function exported(approved: Approved, pack: string): Promise<Exported> {
  const packed = await exportAs(approved, { formats: ['pack', 'docx'] })
  // the application takes its files away when the workspace is closed
  copyFileSync(packed.path('pack'), pack)
  const alone = await exportAs(approved, { formats: ['pdf'] })
  return {
    pack,
    docx: new Uint8Array(readFileSync(packed.path('docx'))),
    pdf: new Uint8Array(readFileSync(alone.path('pdf'))),
    exhibits: approved.evidence,
  }
}

/** The key of who exported, as somebody gets at it who knows the passphrases; the workspace is closed then. */
export async function keptSigner({ app, manager }: Approved): Promise<Signer> {
  await app.call('workspace.close', {})
  const workspace = await openWorkspace(join(app.folder, 'workspace'), passphrase, app.clock.now)
  try {
    const rows = await allIdentities(workspace.read)
    const row = rows.find(({ personId }) => personId === manager.id)!
    const chain = (JSON.parse(row.chain) as string[]).map((one) => new Uint8Array(Buffer.from(one, 'base64')))
    const privateKey = await decryptPrivateKey(row.encryptedKey, manager.passphrase)
    return createSigner({ certificate: row.certificate, chain, privateKey })
  } finally {
    await workspace.close()
  }
}
