import { shownTime } from '../shownTime.ts'
import type { Check, Outcome, SignerFact, Verdict, Verification } from '../verdict.ts'
import { verdictWords } from '../words.ts'

const outcomes: Record<Outcome, { word: string; mark: string }> = {
  good: { word: 'good', mark: '✓' },
  bad: { word: 'bad', mark: '✕' },
  unknown: { word: 'not settled', mark: '?' },
}
const order: Outcome[] = ['bad', 'unknown', 'good']

/** The three verdicts with their reasons, the signers and what was not checked, as elements. */
export function resultView(name: string, verification: Verification): HTMLElement[] {
  const { signature, integrity, completeness, signers, notChecked } = verification
  return [
    element('h2', { className: 'file' }, name),
    verdictView('Signature', verdictWords.signature, signature),
    verdictView('Integrity', verdictWords.integrity, integrity),
    verdictView('Completeness', verdictWords.completeness, completeness),
    ...(signers.length > 0 ? [element('h3', {}, 'Signed by'), signersView(signers)] : []),
    ...(notChecked.length > 0
      ? [
          element('h3', {}, 'Not checked'),
          element('ul', {}, ...notChecked.map((line) => element('li', {}, line))),
        ]
      : []),
  ]
}

function verdictView(title: string, words: Record<Outcome, string>, verdict: Verdict): HTMLElement {
  const { word } = outcomes[verdict.outcome]
  const reasons = verdict.checks.filter(({ outcome }) => outcome !== 'good')
  const held = verdict.checks.filter(({ outcome }) => outcome === 'good')
  const section = element(
    'section',
    { className: `verdict ${verdict.outcome}` },
    element('h2', {}, `${title}: `, element('span', {}, word)),
    element('p', {}, words[verdict.outcome]),
  )
  section.dataset.verdict = title.toLowerCase()
  section.dataset.outcome = verdict.outcome
  if (reasons.length > 0) {
    const sorted = reasons.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
    section.append(element('ul', {}, ...sorted.map(checkView)))
  }
  if (held.length > 0) {
    const summary = element('summary', {}, held.length === 1 ? '1 check held' : `${held.length} checks held`)
    section.append(element('details', {}, summary, element('ul', {}, ...held.map(checkView))))
  }
  return section
}

function checkView({ outcome, message, subject }: Check): HTMLElement {
  const { mark, word } = outcomes[outcome]
  const sign = element('span', { className: 'mark', role: 'img', ariaLabel: word }, mark)
  const about = subject ? [' ', element('span', { className: 'subject' }, subject)] : []
  return element('li', { className: outcome }, sign, element('span', {}, message), ...about)
}

function signersView(signers: SignerFact[]): HTMLElement {
  const heads = ['Name', 'Level', 'Time', 'Root certificate, SHA-256']
  const rows = signers.map((signer) => {
    const time = signer.timestampTime
      ? `${shownTime(signer.timestampTime)}, time-stamped`
      : signer.claimedTime
        ? `${shownTime(signer.claimedTime)}, claimed`
        : 'not said'
    const root = signer.rootSha256 ? element('code', {}, signer.rootSha256) : 'not in the file'
    return element(
      'tr',
      {},
      element('td', {}, signer.name),
      element('td', {}, signer.level ?? 'none'),
      element('td', {}, time),
      element('td', {}, signer.trusted ? 'trusted: ' : 'compare: ', root),
    )
  })
  const head = element(
    'thead',
    {},
    element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text))),
  )
  return element('div', { className: 'table' }, element('table', {}, head, element('tbody', {}, ...rows)))
}

/** Text is only ever text here: nothing in a file becomes markup. */
function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}
