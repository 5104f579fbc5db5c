import type { ByteSource } from './byteSource.ts'
import { type PackTrust, verifyPack } from './pack.ts'
import { verifyPdf } from './pdf.ts'
import { unknown, type Verification, verdictOf } from './verdict.ts'

const MAX_REPORT = 512 * 2 ** 20

/** Judges a signed file by what it is, whatever its name. Never throws for what stands in it. */
export async function verifyFile(source: ByteSource, name: string, trust: PackTrust): Promise<Verification> {
  const head = await source.read(0, Math.min(source.size, 1024))
  const begin = new TextDecoder('latin1').decode(head)
  if (begin.includes('%PDF-') || /\.pdf$/i.test(name)) {
    if (source.size > MAX_REPORT) return refused('pdf', 'The document is too large to be checked here.')
    return verifyPdf(await source.read(0, source.size), trust)
  }
  if (/\.docx$/i.test(name)) return refused('docx', 'Signatures of Word documents are not checked yet.')
  return verifyPack(source, trust)
}

function refused(kind: 'pdf' | 'docx', message: string): Verification {
  return {
    kind,
    signature: verdictOf([unknown('file', message)]),
    integrity: verdictOf([unknown('file', message)]),
    completeness: verdictOf([unknown('file', message)]),
    signers: [],
    notChecked: [message],
  }
}
