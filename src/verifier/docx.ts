import type { Trust } from './certificates-judge.ts'
import { judgeCompleteness } from './docx/completeness.ts'
import { findSignatures, judgeActive, judgeParts, type SignatureParts } from './docx/judgeParts.ts'
import { judgeSignature, type SignatureJudgement } from './docx/judgeSignature.ts'
import { type OpcPackage, readPackage } from './docx/package.ts'
import { type OpcSignature, readSignature } from './docx/signature.ts'
import { bad, type Check, unknown, type Verification, verdictOf } from './verdict.ts'
import { readXml, XmlError } from './xml.ts'

export interface DocxVerification extends Verification {
  kind: 'docx'
}

/**
 * Judges a signed Word document: one OPC signature (ECMA-376-2, 13) with XAdES properties (ETSI EN 319 132-1) over
 * every part and every relationship. Never throws for what stands in the file.
 */
export async function verifyDocx(bytes: Uint8Array, trust: Trust): Promise<DocxVerification> {
  const { opc, checks: integrity } = await readPackage(bytes)
  if (!opc) {
    const message = 'the document cannot be read as one.'
    return result({
      signature: [unknown('docx.package', `The signature was not looked at: ${message}`)],
      integrity,
      completeness: [unknown('docx.package', `Whether something is missing cannot be told: ${message}`)],
    })
  }
  integrity.push(...judgeActive(opc))
  const completeness = judgeCompleteness(opc)
  const own = findSignatures(opc)
  if (!own) {
    const signature = [bad('docx.signature', 'The document is not signed.')]
    return result({ signature, integrity, completeness })
  }
  const judgement = await judge(opc, own, trust)
  integrity.push(...judgement.integrity)
  const { signature, signer, notChecked } = judgement
  const isWhole = [...signature, ...integrity].every((check) => check.outcome !== 'bad')
  const signers = signer ? [{ ...signer, level: isWhole ? signer.level : undefined }] : []
  return result({ signature, integrity, completeness, signers, notChecked })
}

async function judge(opc: OpcPackage, own: SignatureParts, trust: Trust): Promise<SignatureJudgement> {
  const failed = (message: string, subject?: string): SignatureJudgement => ({
    signature: [bad('docx.signature', message, subject)],
    integrity: [],
    notChecked: [],
  })
  const [part, ...more] = own.signatures
  const content = opc.parts.get(part ?? '')
  if (!part || more.length > 0) return failed('The document does not have exactly one signature.')
  if (!content) return failed('The signature that the document names is missing.', part)
  try {
    const signed: OpcSignature = readSignature(readXml(content))
    const judgement = await judgeSignature(signed, trust)
    return { ...judgement, integrity: [...judgement.integrity, ...judgeParts(opc, signed.manifest, own)] }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return failed(`The signature cannot be read: ${error.message}.`, part)
  }
}

function result(
  found: { signature: Check[]; integrity: Check[]; completeness: Check[] } & Partial<
    Pick<Verification, 'signers' | 'notChecked'>
  >,
): DocxVerification {
  return {
    kind: 'docx',
    signature: verdictOf(found.signature),
    integrity: verdictOf(found.integrity),
    completeness: verdictOf(found.completeness),
    signers: found.signers ?? [],
    notChecked: found.notChecked ?? [],
  }
}
