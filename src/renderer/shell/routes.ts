import { useSyncExternalStore } from 'react'

/** A place in the application: its room, and what within it. `#/reviews/<id>/timeline` is ['reviews', id, 'timeline']. */
export type Route = readonly string[]

export function parseRoute(hash: string): Route {
  return hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part)
      } catch {
        return part
      }
    })
}

export function hrefOf(...route: string[]): string {
  return `#/${route.map(encodeURIComponent).join('/')}`
}

export function go(route: Route): void {
  location.hash = hrefOf(...route)
}

/** Takes the place of the present entry of the history, for a place that only says more precisely where one is. */
export function goInstead(route: Route): void {
  location.replace(hrefOf(...route))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

let read = { hash: '', route: [] as Route }

function snapshot(): Route {
  if (read.hash !== location.hash) read = { hash: location.hash, route: parseRoute(location.hash) }
  return read.route
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, snapshot)
}
