import type { ByteSource } from './byteSource.ts'
import { verifyDocx } from './docx.ts'
import { type PackTrust, verifyPack } from './pack.ts'
import { verifyPdf } from './pdf.ts'
import { unknown, type Verification, verdictOf } from './verdict.ts'

const MAX_REPORT = 512 * 2 ** 20

/** Judges a signed file by what it is, whatever its name. Never throws for what stands in it. */
export async function verifyFile(source: ByteSource, name: string, trust: PackTrust): Promise<Verification> {
  const head = await source.read(0, Math.min(source.size, 1024))
  const kind = kindOf(new TextDecoder('latin1').decode(head), name)
  if (kind === 'pack') return verifyPack(source, trust)
  if (source.size > MAX_REPORT) return refused(kind, 'The document is too large to be checked here.')
  const bytes = await source.read(0, source.size)
  return kind === 'pdf' ? verifyPdf(bytes, trust) : verifyDocx(bytes, trust)
}

/** A pack says what it is at its very beginning; a Word document begins with one of its known parts. */
function kindOf(begin: string, name: string): Verification['kind'] {
  const first = begin.startsWith('PK\u0003\u0004') ? begin.slice(30) : ''
  // Before all else: an exhibit that is a PDF may stand in a pack's first bytes as well.
  if (first.startsWith('mimetypeapplication/vnd.etsi.asic')) return 'pack'
  if (begin.includes('%PDF-') || /\.pdf$/i.test(name)) return 'pdf'
  if (/\.docx$/i.test(name)) return 'docx'
  return /^(\[Content_Types\]\.xml|_rels\/|word\/|docProps\/)/.test(first) ? 'docx' : 'pack'
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
