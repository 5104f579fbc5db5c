import { formatTime } from './times/formatTime.ts'

/** What a workspace has lost, found at its opening: its log ends before the event that was last written. */
export interface LogLoss {
  /** How many events; null where the log has another event in the place of the one that was last written. */
  events: number | null
  /** The time of the last event that is there; null where none is. */
  since: string | null
  /** The time of the last event that was written. */
  until: string
  /** The last backup that the log knows of. */
  lastBackup: { at: string; file: string | null } | null
}

/** What was lost, in words. */
export function lossSentence({ events, since, until }: LogLoss): string {
  if (events === null)
    return `The database in this folder is another copy than the one last worked with here, ${formatTime(until)}.`
  const made =
    since === null ? `until ${formatTime(until)}` : `between ${formatTime(since)} and ${formatTime(until)}`
  return events === 1
    ? `The last change, made ${formatTime(until)}, is gone: the file that held it is damaged or missing.`
    : `The last ${events.toLocaleString('en')} changes, made ${made}, are gone: the file that held them is damaged or missing.`
}

/** The way back, in words. */
export function lossRemedy({ lastBackup }: LogLoss): string {
  const rest = 'Everything before that is there, and the audit log records the loss.'
  if (!lastBackup) return `${rest} No backup is known; make one now, then do again what is gone.`
  const file = lastBackup.file === null ? '' : ` (“${lastBackup.file}”)`
  return `${rest} The last known backup was made ${formatTime(lastBackup.at)}${file}: if it is newer, restore it into another folder. Otherwise do again what is gone.`
}
