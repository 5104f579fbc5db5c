/** How a text that saves itself stands. */
export type SaveState =
  | { kind: 'unchanged' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'failed'; message: string }
  /** Somebody else saved meanwhile: theirs, to stand beside ours until it is decided. */
  | { kind: 'conflict'; theirs: string; version: number }

export interface Kept {
  text: string
  version: number
}

export interface AutosaverOptions extends Kept {
  /** Answers the new version. */
  save: (text: string, version: number) => Promise<number>
  /** What is kept now, asked for after a conflict. */
  current: () => Promise<Kept>
  isConflict: (error: unknown) => boolean
  onState: (state: SaveState) => void
  delayMs: number
}

/** Saves a text a while after the last keystroke, one save at a time, and never over what somebody else saved. */
export class Autosaver {
  private readonly options: AutosaverOptions
  private kept: Kept
  private text: string
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  private state: SaveState = { kind: 'unchanged' }

  constructor(options: AutosaverOptions) {
    this.options = options
    this.kept = { text: options.text, version: options.version }
    this.text = options.text
  }

  /** What was typed; it is saved after the delay, unless a conflict waits for a decision. */
  edit(text: string): void {
    this.text = text
    if (this.state.kind === 'conflict') return
    clearTimeout(this.timer)
    if (text === this.kept.text && !this.running) {
      this.tell({ kind: 'unchanged' })
      return
    }
    this.tell({ kind: 'waiting' })
    this.timer = setTimeout(() => void this.flush(), this.options.delayMs)
  }

  /** Saves now what is not saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    if (this.running) await this.running
    if (this.text === this.kept.text || this.state.kind === 'conflict') return
    this.running = this.saveOnce().finally(() => {
      this.running = null
    })
    await this.running
    // What was typed while it saved follows.
    if (this.state.kind === 'saved' && this.text !== this.kept.text) this.edit(this.text)
  }

  /** What the workspace holds, after somebody changed it. Answers the text to show, or null where ours stays. */
  receive(text: string, version: number): string | null {
    if (version <= this.kept.version || this.running || this.text !== this.kept.text) return null
    this.kept = { text, version }
    this.text = text
    return text
  }

  /** Ends a conflict: this text is what is meant, over the other version that was shown. */
  async decide(text: string): Promise<void> {
    if (this.state.kind !== 'conflict') return
    this.kept = { text: this.state.theirs, version: this.state.version }
    this.text = text
    this.tell({ kind: 'waiting' })
    if (text === this.kept.text) this.tell({ kind: 'saved', at: new Date() })
    else await this.flush()
  }

  private async saveOnce(): Promise<void> {
    const { text } = this
    this.tell({ kind: 'saving' })
    try {
      const version = await this.options.save(text, this.kept.version)
      this.kept = { text, version }
      this.tell({ kind: 'saved', at: new Date() })
    } catch (error) {
      await this.fail(error, text)
    }
  }

  private async fail(error: unknown, text: string): Promise<void> {
    const failed = {
      kind: 'failed' as const,
      message: error instanceof Error ? error.message : String(error),
    }
    if (!this.options.isConflict(error)) return this.tell(failed)
    try {
      const current = await this.options.current()
      // The same words from two hands are no conflict.
      if (current.text === text) {
        this.kept = current
        this.tell({ kind: 'saved', at: new Date() })
      } else this.tell({ kind: 'conflict', theirs: current.text, version: current.version })
    } catch {
      this.tell(failed)
    }
  }

  private tell(state: SaveState): void {
    this.state = state
    this.options.onState(state)
  }
}
