import { CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import type { Outcome, VerificationResult } from '#shared/contract/verification.ts'
import { formatInstant } from '../../components/dates/formats.ts'
import { Signers } from './Signers.tsx'
import './verification.css'

const parts = ['signature', 'integrity', 'completeness'] as const

const titles = { signature: 'Signature', integrity: 'Integrity', completeness: 'Completeness' }
const sentences: Record<(typeof parts)[number], Record<Outcome, string>> = {
  signature: {
    good: 'Signed by somebody you trust.',
    bad: 'The signature does not hold.',
    unknown: 'Who signed it cannot be said for sure.',
  },
  integrity: {
    good: 'Unchanged since it was signed.',
    bad: 'It was changed, or parts of it were.',
    unknown: 'Whether it was changed cannot be said.',
  },
  completeness: {
    good: 'All is there that was asked for.',
    bad: 'Something that was asked for is missing.',
    unknown: 'What it should hold cannot be said.',
  },
}

const icons = { good: CircleCheck, bad: CircleX, unknown: CircleHelp }
const outcomeWords: Record<Outcome, string> = { good: 'Good', bad: 'Bad', unknown: 'Unknown' }

/** The three verdicts, each with its reasons; they never mix. */
export function Verdicts({ result }: { result: VerificationResult }) {
  return (
    <div className="verdicts" role="status">
      {parts.map((part) => (
        <section key={part} className={`verdict verdict-${result[part].outcome}`}>
          <Verdict
            outcome={result[part].outcome}
            title={titles[part]}
            sentence={sentences[part][result[part].outcome]}
          />
          <Checks checks={result[part].checks} />
        </section>
      ))}
      <Signers signers={result.signers} />
      {result.notChecked.length > 0 && (
        <section className="not-checked">
          <h2>Not checked</h2>
          <ul>
            {result.notChecked.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

type Check = VerificationResult['signature']['checks'][number]

/** What stands against a verdict first; what speaks for it can be unfolded. */
function Checks({ checks }: { checks: readonly Check[] }) {
  const good = checks.filter((check) => check.outcome === 'good')
  const rest = checks.filter((check) => check.outcome !== 'good')
  return (
    <>
      <CheckList checks={[...rest].sort(badFirst)} />
      {good.length > fewChecks ? (
        <details className="verdict-good-checks">
          <summary>{good.length} checks are good</summary>
          <CheckList checks={good} />
        </details>
      ) : (
        <CheckList checks={good} />
      )}
    </>
  )
}

/** Instants that a reason names, as people read them. */
function withReadableTimes(message: string): string {
  return message.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => formatInstant(at, 0))
}

const fewChecks = 3
const badFirst = (one: Check, other: Check) => Number(other.outcome === 'bad') - Number(one.outcome === 'bad')

function CheckList({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) return null
  return (
    <ul>
      {checks.map((check, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: checks have no identity and never move
        <li key={index} className="verdict-check">
          <Mark outcome={check.outcome} />
          <span>
            {withReadableTimes(check.message)}
            {check.subject && <span className="faint"> {check.subject}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Verdict({ outcome, title, sentence }: { outcome: Outcome; title: string; sentence: string }) {
  return (
    <h2 className="verdict-title">
      <Mark outcome={outcome} />
      {title}
      <span className="verdict-word">{outcomeWords[outcome]}</span>
      <span className="verdict-sentence">{sentence}</span>
    </h2>
  )
}

function Mark({ outcome }: { outcome: Outcome }) {
  const Icon = icons[outcome]
  return <Icon size={16} className={`mark-${outcome}`} aria-label={outcomeWords[outcome]} role="img" />
}
