import { readAlgorithm } from './certificates.ts'
import { digest, hashNamed } from './certificates-algorithms.ts'
import { buildChain, type Chain, readCertificates, validAt } from './certificates-chain.ts'
import { readTrusted, strayCheck, type Trust } from './certificates-judge.ts'
import { readSignedData } from './cms-parse.ts'
import { examineSigner } from './cms-signer.ts'
import {
  childrenOf,
  DerError,
  expect,
  readDer,
  readInteger,
  readOid,
  readTime,
  sameBytes,
  tags,
  toHex,
} from './der.ts'
import { shownTime } from './shownTime.ts'
import { bad, type Check, good, unknown } from './verdict.ts'

const TST_INFO = '1.2.840.113549.1.9.16.1.4'
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'

/** The statement inside a time-stamp token (RFC 3161, 2.4.2). */
export interface TimestampInfo {
  imprint: { algorithm: string; digest: Uint8Array }
  /** ISO 8601 instant (UTC). */
  time: string
  /** Lower-case hex. */
  serial: string
  nonce?: bigint
  /** Whether the imprint is the hash of these octets. */
  isOver(octets: Uint8Array): boolean
}

export interface TimestampFindings {
  checks: Check[]
  /** The token is intact and is over this signature, whoever made it. */
  intact: boolean
  /** ISO 8601 instant (UTC), if the token is intact and its authority is trusted. */
  time?: string
  /** Sentences about what the token does not prove. */
  notChecked: string[]
}

/** Reads what a token states, without checking who says so. Throws DerError. */
export function readTimestampInfo(token: Uint8Array): TimestampInfo {
  const signed = readSignedData(token)
  if (signed.contentType !== TST_INFO || !signed.content) throw new DerError('not a time-stamp token')
  const [version, policy, imprint, serial, time, ...rest] = childrenOf(readDer(signed.content))
  if (readInteger(version) !== 1n) throw new DerError('the time-stamp has an unknown version')
  readOid(policy)
  const [algorithm, hashed] = childrenOf(imprint)
  const named = readAlgorithm(algorithm)
  const stated = expect(hashed, tags.octetString).content
  const nonce = rest.find((field) => field.tag === tags.integer)
  return {
    imprint: { algorithm: named.oid, digest: stated },
    time: readTime(time),
    serial: toHex(expect(serial, tags.integer).content),
    nonce: nonce && readInteger(nonce),
    isOver: (octets) => {
      const hash = hashNamed(named)
      return hash !== undefined && sameBytes(digest(hash, octets), stated)
    },
  }
}

/** Judges a time-stamp token over a signature's octets (RFC 3161, 2.4.2 and 2.3). */
export async function verifyTimestamp(
  token: Uint8Array,
  signature: Uint8Array,
  trust: Trust,
): Promise<TimestampFindings> {
  try {
    return await examine(token, signature, trust)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return failed('timestamp.form', `The time-stamp cannot be read: ${error.message}.`)
  }
}

async function examine(token: Uint8Array, signature: Uint8Array, trust: Trust): Promise<TimestampFindings> {
  const info = readTimestampInfo(token)
  if (!info.isOver(signature)) {
    return failed('timestamp.imprint', 'The time-stamp belongs to another signature.')
  }
  const signed = readSignedData(token)
  const { certificates, unreadable } = readCertificates(signed.certificates)
  const trusted = readTrusted(trust.trusted)
  const content = signed.content ?? new Uint8Array()
  const found = await examineSigner(signed, [...certificates, ...trusted], (hash) => digest(hash, content))
  const authority = found.certificate
  if (!authority || found.signature === 'unsupported') {
    const reason = authority ? 'uses an algorithm that is not checked here' : 'does not carry its certificate'
    const checks = [unknown('timestamp.signature', `The time-stamp ${reason}.`)]
    return { checks, intact: false, notChecked: [] }
  }
  if (found.signature === 'invalid' || !found.digest || !found.certificateBound) {
    return failed('timestamp.signature', 'The time-stamp was altered, or its signature is false.')
  }
  const purposes = authority.extendedKeyUsage
  if (!purposes?.critical || purposes.purposes.join() !== TIME_STAMPING) {
    return failed('timestamp.purpose', `“${authority.commonName}” was not certified to give time-stamps.`)
  }
  const chain = await buildChain(authority, certificates, trusted)
  if (!validAt(chain.path, info.time)) {
    return failed(
      'timestamp.validity',
      `A certificate of the time-stamp was not valid at ${shownTime(info.time)}.`,
    )
  }
  const loose = unreadable > 0 || signed.hasRevocations || signed.signer.unsignedAttributes.size > 0
  const checks = [
    ...(await strayCheck(certificates, chain)),
    ...(loose
      ? [unknown('timestamp.extras', 'The time-stamp carries data that its authority did not sign.')]
      : []),
  ]
  return { intact: true, ...judgeAuthority(chain, authority.commonName, info.time, checks) }
}

function judgeAuthority(chain: Chain, name: string, time: string, checks: Check[]) {
  if (chain.end === 'trusted') {
    const message = `“${name}”, whose certificate is trusted, has stamped the signature at ${shownTime(time)}.`
    return { checks: [good('timestamp', message), ...checks], time, notChecked: [] }
  }
  if (chain.end === 'namesake') {
    const message = `The time-stamp is by “${name}”, but not under the trusted certificate of the name that it gives.`
    return { checks: [bad('timestamp.chain', message), ...checks], notChecked: [] }
  }
  const message = `The time-stamp by “${name}” belongs to the signature, but that authority is not among the trusted certificates; its time, ${shownTime(time)}, is only a claim.`
  return { checks, notChecked: [message] }
}

function failed(name: string, message: string): TimestampFindings {
  return { checks: [bad(name, message)], intact: false, notChecked: [] }
}
