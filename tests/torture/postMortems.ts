import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How many timeline entries the post-mortem of this number has. */
export const entriesOf = (number: number) => 2 + (number % 6)

/** Writes post-mortems, each of its own content, as teams keep them; answers their paths. */
export function writePostMortems(folder: string, count: number): string[] {
  mkdirSync(folder, { recursive: true })
  return Array.from({ length: count }, (_, number) => {
    const path = join(folder, `post-mortem-${number}.md`)
    writeFileSync(path, postMortem(number))
    return path
  })
}

function postMortem(number: number): string {
  const rows = Array.from(
    { length: entriesOf(number) },
    (_, entry) =>
      `| 2026-03-${String(1 + (number % 28)).padStart(2, '0')} 10:${10 + entry} UTC | Step ${entry} of outage ${number} |`,
  )
  return `# Outage ${number}

## Summary

Outage ${number} made orders wait. ${'The queue grew while workers waited for a lock. '.repeat(1 + (number % 20))}

## Timeline

| Time | Event |
|---|---|
${rows.join('\n')}

## Contributing factors

- The queue had no limit
- The alert looked at the mean

## Action items

| Action | Owner | Due |
|---|---|---|
| Bound queue ${number} | Dana Vogt | 2026-05-01 |

## Lessons learned

What went well in ${number}: the runbook was at hand.
`
}
