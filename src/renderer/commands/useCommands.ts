import { useEffect, useRef } from 'react'
import { type Command, register, unregister } from './registry.ts'

/** Offers these commands while the component is on the window; `make` runs again when `inputs` change. */
export function useCommands(make: () => Command[], inputs: readonly unknown[]): void {
  const owner = useRef(Symbol('commands'))
  const latest = useRef(make)
  latest.current = make
  useEffect(() => {
    const mine = owner.current
    register(mine, latest.current())
    return () => unregister(mine)
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the commands are made of
  }, inputs)
}
