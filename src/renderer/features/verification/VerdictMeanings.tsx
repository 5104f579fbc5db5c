const meanings = [
  ['Signature', 'Who signed it, and whether you trust the certificate that says so.'],
  ['Integrity', 'Whether every byte is as it was when it was signed. What was altered is named.'],
  [
    'Completeness',
    'Whether all is in it that belongs to the review. What was held back is named, with its reason.',
  ],
] as const

/** What a file will be judged by, before there is one. */
export function VerdictMeanings() {
  return (
    <dl className="verdict-meanings" aria-label="What is judged">
      {meanings.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
