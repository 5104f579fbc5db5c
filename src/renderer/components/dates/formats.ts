const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** `UTC`, `UTC+1`, `UTC-3:30`. */
export function zoneName(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC'
  const size = Math.abs(offsetMinutes)
  const minutes = size % 60
  return `UTC${offsetMinutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes ? `:${two(minutes)}` : ''}`
}

/** The offset of this computer's zone at that instant, in minutes east of UTC. */
export function localOffset(instant: string): number {
  return -new Date(instant).getTimezoneOffset()
}

/** An instant on the clock of that offset: `20 Nov 2026, 14:05 UTC+1`. */
export function formatInstant(
  instant: string,
  offsetMinutes = localOffset(instant),
  seconds = false,
): string {
  const shifted = new Date(Date.parse(instant) + offsetMinutes * 60_000)
  const time = `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}${seconds ? `:${two(shifted.getUTCSeconds())}` : ''}`
  return `${formatDayOf(shifted)}, ${time} ${zoneName(offsetMinutes)}`
}

function formatDayOf(date: Date): string {
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `2026-11-20` as `20 Nov 2026`. */
export function formatDay(day: string): string {
  return formatDayOf(new Date(`${day}T00:00:00Z`))
}

/** The clock alone, with its zone, where the day stands beside it: `14:05 UTC+1`. */
export function formatClock(instant: string, offsetMinutes = localOffset(instant)): string {
  const shifted = new Date(Date.parse(instant) + offsetMinutes * 60_000)
  return `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())} ${zoneName(offsetMinutes)}`
}

/** Today on this computer's calendar, as `2026-11-20`. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Minutes as people say them: `47 min`, `3 h 05 min`, `2 d 4 h`. */
export function formatDuration(minutes: number): string {
  const whole = Math.round(minutes)
  if (whole < 60) return `${whole} min`
  const hours = Math.floor(whole / 60)
  if (hours < 48) return `${hours} h ${two(whole % 60)} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** A size in the units that files are shown in: `12 B`, `3.4 kB`, `1.2 GB`. */
export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}
