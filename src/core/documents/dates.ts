import type { TimeValue } from '#shared/domain/times/timeValue.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const doubts: Record<NonNullable<TimeValue['doubt']>, string> = {
  'no-date': 'the date is not given',
  'no-time': 'the time of day is not given',
  'no-zone': 'the time zone is not given',
  ambiguous: 'this local time happened twice',
  nonexistent: 'this local time does not exist',
  unreadable: 'not readable as a time',
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

/** `20 Nov 2026`, from `2026-11-20` or an instant, in UTC. */
export function formatDay(day: string): string {
  const date = new Date(day)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `20 Nov 2026, 14:05 UTC` */
export function formatInstant(instant: string): string {
  const date = new Date(instant)
  return `${formatDay(instant)}, ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())} UTC`
}

/** `20 Nov 2026, 14:05:09 UTC` */
export function formatInstantExactly(instant: string): string {
  const date = new Date(instant)
  return `${formatDay(instant)}, ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())} UTC`
}

/** `UTC+1`, `UTC-3:30`, `UTC` */
export function formatOffset(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest ? `:${pad(rest)}` : ''}`
}

export interface LocalTime {
  /** `20 Nov 2026` */
  day: string
  /** `14:05`, `about 14:00`, or empty when only the day is known. */
  clock: string
  /** `UTC+1` */
  zone: string
}

/** A time in the offset it was given in; undefined while it is doubtful. */
export function localTime(time: TimeValue): LocalTime | undefined {
  if (time.at === null) return undefined
  const offset = time.offsetMinutes ?? 0
  const date = new Date(Date.parse(time.at) + offset * 60_000)
  const minutes = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`
  const clock = {
    second: `${minutes}:${pad(date.getUTCSeconds())}`,
    minute: minutes,
    hour: `about ${minutes}`,
    approximate: `about ${minutes}`,
    day: '',
  }[time.precision]
  return { day: formatDay(date.toISOString()), clock, zone: formatOffset(offset) }
}

/** `20 Nov 2026, 14:05 UTC+1`, or the words as given with the reason why they are doubtful. */
export function formatTime(time: TimeValue | null): string {
  if (time === null) return 'not recorded'
  const local = localTime(time)
  if (!local) return `“${time.text}” (in doubt: ${doubts[time.doubt ?? 'unreadable']})`
  return local.clock ? `${local.day}, ${local.clock} ${local.zone}` : local.day
}

/** Why a time is in doubt, in words. */
export function doubtInWords(time: TimeValue): string {
  return doubts[time.doubt ?? 'unreadable']
}

/** `2 d 3 h 14 min`, `14 min`, `45 s`; the two or three largest units, whole. */
export function formatDuration(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : ''
  const seconds = Math.floor(Math.abs(milliseconds) / 1000)
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ]
  const shown = parts.filter(([count, unit]) => count > 0 && (unit !== 's' || seconds < 600))
  return shown.length === 0 ? '0 s' : sign + shown.map(([count, unit]) => `${count} ${unit}`).join(' ')
}

/** `1.4 MB` (decimal units), and below 1 kB the exact count of bytes. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value.toFixed(1)} ${units[unit]}`
}
