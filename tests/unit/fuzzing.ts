import fc from 'fast-check'

/** Bytes that parsers of all kinds stumble over. */
const nasty = [
  '\u0000',
  '\ufeff',
  '\r',
  '\n',
  '\u2028',
  '%PDF-1.7\n',
  '%%EOF',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<![CDATA[',
  '&#0;',
  '"',
  '{',
  '[',
  '__proto__',
  'constructor',
  '../',
  '%2e%2e/',
  '%',
  '-1',
  '1e999',
  '99999999999999999999',
  'null',
  '---\n',
  '&a [*a]',
  '!!js/function',
  '\ud83d',
]
const boundaries = [0, 1, 0x7f, 0x80, 0xff]

type Change =
  | { kind: 'flip'; at: number; by: number }
  | { kind: 'cut'; at: number; length: number }
  | { kind: 'insert'; at: number; text: string }
  | { kind: 'noise'; at: number; bytes: Uint8Array }
  | { kind: 'repeat'; at: number; length: number; times: number }
  | { kind: 'end'; at: number }

/** Places are told in millionths, so that they fit every length. */
const place = fc.nat(999_999)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('flip' as const),
    at: place,
    by: fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(...boundaries)),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('insert' as const), at: place, text: fc.constantFrom(...nasty) }),
  fc.record({
    kind: fc.constant('noise' as const),
    at: place,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: place,
    length: fc.integer({ min: 1, max: 80 }),
    times: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ kind: fc.constant('end' as const), at: place }),
)

function changed(bytes: Uint8Array, { at: millionths, ...how }: Change): Uint8Array {
  const at = Math.floor((millionths / 1_000_000) * bytes.length)
  const before = bytes.subarray(0, at)
  const after = bytes.subarray(at)
  switch (how.kind) {
    case 'flip': {
      const flipped = Uint8Array.from(bytes)
      if (flipped.length) flipped[at]! ^= how.by
      return flipped
    }
    case 'cut':
      return Buffer.concat([before, after.subarray(how.length)])
    case 'insert':
      return Buffer.concat([before, Buffer.from(how.text), after])
    case 'noise':
      return Buffer.concat([before, how.bytes, after.subarray(how.bytes.length)])
    case 'repeat': {
      const piece = after.subarray(0, how.length)
      return Buffer.concat([before, ...Array<Uint8Array>(how.times).fill(piece), after])
    }
    case 'end':
      return before
  }
}

/** Something well-formed, changed a few times; now and then anything at all. */
export function mutationsOf(samples: readonly (string | Uint8Array)[]): fc.Arbitrary<Uint8Array> {
  const sample = fc.constantFrom(...samples.map((one) => (typeof one === 'string' ? Buffer.from(one) : one)))
  const mutated = fc
    .tuple(sample, fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([bytes, changes]) => changes.reduce(changed, bytes))
  return fc.oneof(
    { arbitrary: mutated, weight: 9 },
    { arbitrary: fc.uint8Array({ maxLength: 400 }), weight: 1 },
  )
}

const longest = 5_000

/**
 * Gives a parser hostile bytes for so many milliseconds. It may answer, or throw what `isKnown` says is its refusal; it
 * may not throw anything else, nor think for more than five seconds.
 */
export async function fuzz(
  samples: readonly (string | Uint8Array)[],
  parse: (bytes: Uint8Array) => unknown,
  isKnown: (error: unknown) => boolean,
  milliseconds: number,
): Promise<void> {
  await tryFor(mutationsOf(samples), milliseconds, async (bytes) => {
    const start = performance.now()
    try {
      await parse(bytes)
    } catch (error) {
      if (!isKnown(error)) throw error
    }
    if (performance.now() - start > longest) throw new Error('this takes more than five seconds')
  })
}

/** Tries one value at least, and more until the time is up; a failure names its value, for a case of its own. */
export async function tryFor<T>(
  values: fc.Arbitrary<T>,
  milliseconds: number,
  attempt: (value: T) => Promise<void>,
): Promise<void> {
  const end = performance.now() + milliseconds
  do
    for (const value of fc.sample(values, 20)) {
      try {
        await attempt(value)
      } catch (error) {
        throw new Error(`${fc.stringify(value)}: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        })
      }
      if (performance.now() > end) return
    }
  while (performance.now() < end)
}
