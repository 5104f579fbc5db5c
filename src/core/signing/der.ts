/** Writes DER (ITU-T X.690, clause 10) around octets that are DER already, which stay as they are. */
export function element(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  return concat(Uint8Array.of(tag, ...lengthOctets(length)), ...contents)
}

export function sequence(...contents: Uint8Array[]): Uint8Array {
  return element(0x30, ...contents)
}

/** A SET OF: its elements in ascending order of their encodings (X.690, 11.6). */
export function setOf(...contents: Uint8Array[]): Uint8Array {
  return element(0x31, ...contents.toSorted(Buffer.compare))
}

export function octetString(content: Uint8Array): Uint8Array {
  return element(0x04, content)
}

export function nullValue(): Uint8Array {
  return Uint8Array.of(0x05, 0x00)
}

export function boolean(value: boolean): Uint8Array {
  return Uint8Array.of(0x01, 0x01, value ? 0xff : 0x00)
}

/** A whole number that is not negative, as a number or as big-endian octets. */
export function integer(value: number | Uint8Array): Uint8Array {
  const octets = typeof value === 'number' ? numberOctets(value) : value
  const first = octets.findIndex((octet) => octet !== 0)
  const minimal = first < 0 ? Uint8Array.of(0) : octets.subarray(first)
  return element(0x02, (minimal[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), minimal)
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(baseHundredTwentyEight)))
}

/** An instant, to the second, as UTCTime until 2049 and GeneralizedTime after (RFC 5280, 4.1.2.5). */
export function time(instant: Date): Uint8Array {
  const text = `${instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
  return instant.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(text.slice(2), 'latin1'))
    : element(0x18, Buffer.from(text, 'latin1'))
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets = [...numberOctets(length)]
  return [0x80 | octets.length, ...octets]
}

function numberOctets(value: number): Uint8Array {
  const octets: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.from(octets)
}

function baseHundredTwentyEight(value: number): number[] {
  const octets = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    octets.unshift((rest % 128) | 0x80)
  }
  return octets
}
