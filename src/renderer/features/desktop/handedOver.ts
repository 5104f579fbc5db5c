import { useEffect } from 'react'
import { create } from 'zustand'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { HandedOver } from '#shared/shell/desktop.ts'
import { shell } from '../../data/port.ts'

/** What the system asked Afterword to open and no view has taken yet; of several at once the last. */
export const useHandedOver = create<{ next: HandedOver | null }>(() => ({ next: null }))

export function dropHandedOver(): void {
  useHandedOver.setState({ next: null })
}

/** Asks the shell now and whenever it says that there is something. */
export function watchHandedOver(): () => void {
  const { desktop } = shell()
  if (!desktop) return () => undefined
  const take = () =>
    void desktop.takeHandedOver().then(
      (taken) => {
        const next = taken.at(-1)
        if (next) useHandedOver.setState({ next })
      },
      () => undefined,
    )
  take()
  return desktop.onHandedOver(take)
}

/** A view that takes files of this kind. */
export function useHandedFile(kind: 'verify' | 'restore', take: (file: OfferedFile) => void): void {
  const next = useHandedOver((state) => state.next)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is taken once, by whichever `take` there is then
  useEffect(() => {
    if (next?.kind !== kind || !('file' in next)) return
    dropHandedOver()
    take(next.file)
  }, [next, kind])
}
