import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UsageError } from './command.ts'

/**
 * Asks the person at the terminal, without showing what is typed.
 * @throws UsageError with the sentence `missing` where nobody can be asked, or nothing was typed.
 */
export async function askSecret(question: string, missing: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError(missing)
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  const abort = new AbortController()
  lines.on('SIGINT', () => abort.abort())
  lines.on('close', () => abort.abort())
  try {
    const answer = await lines.question('', { signal: abort.signal })
    if (answer === '') throw new UsageError(missing)
    return answer
  } catch (error) {
    if (abort.signal.aborted) throw new UsageError('Nothing was typed. Nothing was done.')
    throw error
  } finally {
    process.stderr.write('\n')
    lines.close()
  }
}
