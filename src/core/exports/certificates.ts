import { readSignedData } from '#verifier/cms-parse.ts'
import { safeFileName } from '../packs/fileNames.ts'
import { describeCertificate, fromPem, toPem } from '../signing/certificates.ts'
import type { Signer } from '../signing/signer.ts'

/**
 * The certificates of a pack: the workspace's root, and those of who exported and who approved, with their issuers.
 * Names of files tell the holder and the beginning of the fingerprint.
 */
export function certificateFiles(
  rootPem: string,
  signer: Signer,
  approvals: readonly Uint8Array[],
): { path: string; text: string }[] {
  const [root] = fromPem(rootPem)
  const rootSha256 = describeCertificate(root!).sha256
  const files = new Map([[rootSha256, { path: 'data/certificates/root.pem', text: toPem(root!) }]])
  const ders = [
    signer.certificate,
    ...signer.chain,
    ...approvals.flatMap((cms) => readSignedData(cms).certificates),
  ]
  for (const der of ders) {
    const { commonName, sha256 } = describeCertificate(der)
    if (files.has(sha256)) continue
    const name = safeFileName(`${commonName.slice(0, 40)} ${sha256.slice(0, 16)}.pem`)
    files.set(sha256, { path: `data/certificates/${name}`, text: toPem(der) })
  }
  return [...files.values()]
}
