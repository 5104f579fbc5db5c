import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The folder with real data of others and the judges of signed files. It stands beside a checkout, not in it;
 * tests that need it skip aloud where it is absent.
 */
export function sharedFolder(): string | undefined {
  const places = [process.env.AFTERWORD_SHARED, resolve(import.meta.dirname, '../../shared')]
  return places.find((place): place is string => !!place && existsSync(place))
}
