import { type ComponentType, lazy, useState } from 'react'

/** Views that are not loaded yet, in the order in which they were named. */
const waiting: (() => Promise<unknown>)[] = []

/**
 * A view that is loaded when first shown, or before, while the window has nothing to do: then it appears at once. (One
 * that React has to wait for, it shows a third of a second later at the earliest.)
 */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined
  const get = async () => {
    const view = await load()
    loaded = view.default
    return view
  }
  waiting.push(get)
  const Lazy: ComponentType<Props> = lazy(get)
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each view, when its module is loaded.
  return function Later(props: Props) {
    // Once shown, it stays the same one: another would lose what was typed into it.
    const [View] = useState(() => loaded ?? Lazy)
    return <View {...props} />
  }
}

/** Loads the views one after the other, each while the window has nothing to do. What fails is told when it is shown. */
export function loadWhenIdle(): void {
  requestIdleCallback(() => {
    const load = waiting.shift()
    if (load)
      load()
        .catch(() => undefined)
        .then(loadWhenIdle)
  })
}
