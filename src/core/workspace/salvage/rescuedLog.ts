import type { AuditEvent } from '../../auditLog/append.ts'
import { firstHash } from '../../auditLog/append.ts'
import { examine } from '../../auditLog/verify.ts'
import type { LogHead } from '../head.ts'
import type { Rescued } from './rescued.ts'

const most = 200

/** What of the log's chain does not hold, event by event; each stretch between two gaps is judged by itself. */
export function logProblems(rescued: Rescued, head: LogHead | undefined): string[] {
  const problems: string[] = []
  let expected = 1
  let previous: string | undefined = firstHash
  for (const { row, lost } of rescued.allRows('auditEvent')) {
    const sequence = Number(row.sequence)
    if (sequence > expected) {
      problems.push(gap(expected, sequence - 1))
      previous = undefined
    }
    expected = sequence + 1
    if (lost.length) {
      problems.push(`Event ${sequence} could be read in part only.`)
      previous = undefined
      continue
    }
    const event = { sequence, event: String(row.event), payload: String(row.payload), hash: String(row.hash) }
    const found = examine(event, previous ?? previousOf(event.event))
    if (typeof found === 'string') problems.push(found)
    previous = event.hash
  }
  if (head && head.events >= expected) problems.push(gap(expected, head.events))
  return problems.length > most
    ? [...problems.slice(0, most), `And ${problems.length - most} more.`]
    : problems
}

const gap = (from: number, to: number) =>
  from === to ? `Event ${from} is missing.` : `Events ${from} to ${to} are missing.`

function previousOf(event: string): string {
  try {
    return (JSON.parse(event) as AuditEvent).previous
  } catch {
    return firstHash
  }
}
