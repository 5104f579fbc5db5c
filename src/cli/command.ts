import type { ParseArgsOptionsConfig } from 'node:util'

/** Where things lie around the command line. */
export interface Places {
  /** The folder with templates, layouts and the sample. */
  resources: string
  /** What belongs to this computer's user. */
  settings: string
  /** The built interface, for the browser shell. */
  interface: string
}

export interface Context {
  /** What stands after the command's words. */
  words: string[]
  options: Record<string, string | boolean | (string | boolean)[] | undefined>
  /** Whether a machine reads the answer. */
  json: boolean
  places: Places
}

/** One command. It answers with the exit code: 0 is yes, 1 is no. */
export interface Command {
  /** What stands after the command's words. */
  usage: string
  about: string
  /** How many words it takes, at least and at most. */
  words: [number, number]
  options?: ParseArgsOptionsConfig
  run(context: Context): Promise<number>
}

/** The command was used wrongly: exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export function option(context: Context, name: string): string | undefined {
  const value = context.options[name]
  return typeof value === 'string' ? value : undefined
}

export function options(context: Context, name: string): string[] {
  const value = context.options[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
