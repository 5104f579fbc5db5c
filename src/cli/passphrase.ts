import { readFile } from 'node:fs/promises'
import { AfterwordError } from '#shared/errors.ts'
import { type Context, option, UsageError } from './command.ts'
import { askSecret } from './prompt.ts'

const maxBytes = 4_096

/** Where passphrases come from; an argument is none of these places, since every process can read those. */
export const passphraseOptions = {
  'passphrase-file': { type: 'string' },
  'signer-passphrase-file': { type: 'string' },
} as const

async function given(context: Context, name: string, variable: string): Promise<string | undefined> {
  const path = option(context, name)
  if (path === undefined) return process.env[variable] || undefined
  const bytes = await readFile(path).catch(() => undefined)
  if (!bytes) throw new AfterwordError('not-found', `The file ${path} (--${name}) cannot be read.`)
  if (bytes.length > maxBytes)
    throw new AfterwordError('invalid-input', `The file ${path} (--${name}) is too long for a passphrase.`)
  // An editor ends a file with a line break; it is not part of the passphrase.
  const text = bytes.toString('utf8').replace(/\r?\n$/, '')
  if (text === '') throw new AfterwordError('invalid-input', `The file ${path} (--${name}) is empty.`)
  return text
}

/** The workspace's passphrase: from a file, the environment, or the person at the terminal. */
export async function workspacePassphrase(context: Context): Promise<string> {
  const found = await given(context, 'passphrase-file', 'AFTERWORD_PASSPHRASE')
  return found ?? askSecret('Passphrase of the workspace: ', missing)
}

/** The passphrase of a workspace that is to be made; asked for twice, since nothing else can tell a slip. */
export async function newPassphrase(context: Context): Promise<string> {
  const found = await given(context, 'passphrase-file', 'AFTERWORD_PASSPHRASE')
  if (found !== undefined) return found
  const first = await askSecret('Passphrase for the new workspace: ', missing)
  const again = await askSecret('The same once more: ', missing)
  if (first !== again) throw new UsageError('The two passphrases differ. Nothing was made.')
  return first
}

/** The passphrase of the signing key, where it differs from the workspace's. */
export function signerPassphrase(context: Context): Promise<string | undefined> {
  return given(context, 'signer-passphrase-file', 'AFTERWORD_SIGNER_PASSPHRASE')
}

const missing =
  'A passphrase is needed: give a file with --passphrase-file, set AFTERWORD_PASSPHRASE, or run this in a terminal.'
