/**
 * The time within the sample's story, so that what was done on different days carries its own time. It goes forward alone,
 * never past the real clock, and `end` gives the real clock back.
 */
export class SampleClock {
  readonly #real: () => Date
  #story: number | null = Date.parse('2026-10-12T07:00:00Z')

  constructor(real: () => Date) {
    this.#real = real
  }

  readonly now = (): Date => {
    const real = this.#real()
    return this.#story === null ? real : new Date(Math.min(this.#story, real.getTime()))
  }

  /** The real time, by which due dates count. */
  real(): Date {
    return this.#real()
  }

  pass(minutes: number): void {
    if (this.#story !== null) this.#story += minutes * 60_000
  }

  /** On to an instant (ISO 8601). */
  goTo(instant: string): void {
    if (this.#story !== null) this.#story = Math.max(this.#story, Date.parse(instant))
  }

  end(): void {
    this.#story = null
  }
}
