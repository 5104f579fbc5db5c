import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  Autosaver,
  type SaveState,
} from '../../../src/renderer/features/reviews/document/sections/Autosaver.ts'

class Stale extends Error {}

/** One section as the workspace keeps it: a save with an old version is refused. */
function workspace(text: string) {
  const kept = { text, version: 1 }
  const states: SaveState[] = []
  const saves: string[] = []
  let failure: Error | null = null
  const saver = new Autosaver({
    ...kept,
    save: async (typed, version) => {
      if (failure) throw failure
      if (version !== kept.version) throw new Stale('Somebody else was faster.')
      saves.push(typed)
      Object.assign(kept, { text: typed, version: version + 1 })
      return kept.version
    },
    current: async () => ({ ...kept }),
    isConflict: (error) => error instanceof Stale,
    onState: (state) => states.push(state),
    delayMs: 500,
  })
  return {
    kept,
    saver,
    saves,
    last: () => states.at(-1),
    others: (other: string) => Object.assign(kept, { text: other, version: kept.version + 1 }),
    fail: (error: Error | null) => {
      failure = error
    },
  }
}

describe('a section that saves itself', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('saves once, a while after the last keystroke', async () => {
    const { saver, saves, last } = workspace('')
    saver.edit('a')
    await vi.advanceTimersByTimeAsync(300)
    saver.edit('ab')
    await vi.advanceTimersByTimeAsync(499)
    expect(saves).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(saves).toEqual(['ab'])
    expect(last()?.kind).toBe('saved')
  })

  it('saves what was typed while it saved', async () => {
    const { saver, saves } = workspace('')
    saver.edit('a')
    const saving = saver.flush()
    saver.edit('ab')
    await saving
    await vi.advanceTimersByTimeAsync(500)
    expect(saves).toEqual(['a', 'ab'])
  })

  it('saves nothing where the text is as it was', async () => {
    const { saver, saves, last } = workspace('same')
    saver.edit('other')
    saver.edit('same')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(saves).toEqual([])
    expect(last()).toEqual({ kind: 'unchanged' })
  })

  it('shows both sides of a conflict and saves nothing over it', async () => {
    const { saver, saves, last, others, kept } = workspace('first')
    saver.edit('ours')
    others('theirs')
    await saver.flush()
    expect(last()).toEqual({ kind: 'conflict', theirs: 'theirs', version: 2 })
    saver.edit('ours, longer')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(saves).toEqual([])
    expect(kept.text).toBe('theirs')
  })

  it.each([
    ['ours', 'ours', 3],
    ['theirs', 'theirs', 2],
    ['both', 'theirs\n\nours', 3],
  ])('keeps %s after the decision', async (_, decision, version) => {
    const { saver, last, others, kept } = workspace('first')
    saver.edit('ours')
    others('theirs')
    await saver.flush()
    await saver.decide(decision)
    expect(kept).toEqual({ text: decision, version })
    expect(last()?.kind).toBe('saved')
  })

  it('finds no conflict where both wrote the same', async () => {
    const { saver, last, others } = workspace('first')
    saver.edit('same')
    others('same')
    await saver.flush()
    expect(last()?.kind).toBe('saved')
  })

  it('says what failed and saves with the next keystroke', async () => {
    const { saver, saves, last, fail } = workspace('')
    fail(new Error('The disk is full.'))
    saver.edit('a')
    await saver.flush()
    expect(last()).toEqual({ kind: 'failed', message: 'The disk is full.' })
    fail(null)
    saver.edit('ab')
    await vi.advanceTimersByTimeAsync(500)
    expect(saves).toEqual(['ab'])
  })

  it('takes in what others wrote only while nothing of ours waits', () => {
    const { saver } = workspace('first')
    expect(saver.receive('second', 2)).toBe('second')
    saver.edit('ours')
    expect(saver.receive('third', 3)).toBeNull()
    expect(saver.receive('old', 1)).toBeNull()
  })
})
