export type Outcome = 'good' | 'bad' | 'unknown'

/** One thing that was looked at, and what was found. */
export interface Check {
  outcome: Outcome
  /** A stable id for programs, such as `pdf.coverage`. */
  name: string
  /** One sentence for a compliance officer. */
  message: string
  /** The file or part it is about, where it is not the whole. */
  subject?: string
}

export interface Verdict {
  outcome: Outcome
  checks: Check[]
}

/** Baseline levels of ETSI EN 319 122-1, 319 132-1 and 319 142-1: without and with a time-stamp of the signature. */
export type SignatureLevel = 'B-B' | 'B-T'

export interface SignerFact {
  /** The common name in the certificate; a claim unless `trusted`. */
  name: string
  /** SHA-256 of the DER certificate, lower-case hex. */
  certificateSha256: string
  issuer: string
  /** SHA-256 of the root that the chain ends in, where one was found; to compare with what the signer says. */
  rootSha256?: string
  /** Only what is there: undefined where the signature does not reach B-B. */
  level?: SignatureLevel
  /** ISO 8601 instant (UTC) that the signer claims. */
  claimedTime?: string
  /** ISO 8601 instant (UTC) from a time-stamp that verified. */
  timestampTime?: string
  /** ISO 8601 instant (UTC) of a time-stamp that verified, of a signature that is over this one. */
  coveredTime?: string
  /** The chain ends in one of the roots that were given as trusted. */
  trusted: boolean
}

/** What is known about a signed file: three verdicts that never mix. */
export interface Verification {
  kind: 'pdf' | 'docx' | 'pack'
  /** Who signed, and whether the signature and its certificate hold. */
  signature: Verdict
  /** Whether what was signed is what is here, all of it. */
  integrity: Verdict
  /** Whether the file says that nothing is missing. */
  completeness: Verdict
  signers: SignerFact[]
  /** Sentences: what was not, or could not be, checked. */
  notChecked: string[]
}

/** Bad if any check is bad, unknown if any is unknown or nothing was checked, good otherwise. */
export function verdictOf(checks: Check[]): Verdict {
  return { outcome: outcomeOf(checks), checks }
}

export function outcomeOf(checks: readonly { outcome: Outcome }[]): Outcome {
  if (checks.some((check) => check.outcome === 'bad')) return 'bad'
  if (checks.length === 0 || checks.some((check) => check.outcome === 'unknown')) return 'unknown'
  return 'good'
}

export function good(name: string, message: string, subject?: string): Check {
  return check('good', name, message, subject)
}

export function bad(name: string, message: string, subject?: string): Check {
  return check('bad', name, message, subject)
}

export function unknown(name: string, message: string, subject?: string): Check {
  return check('unknown', name, message, subject)
}

function check(outcome: Outcome, name: string, message: string, subject?: string): Check {
  return subject === undefined ? { outcome, name, message } : { outcome, name, message, subject }
}
