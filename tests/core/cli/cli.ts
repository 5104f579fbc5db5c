import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')
export const passphrase = 'correct horse battery'

export interface Answered {
  code: number | null
  out: string
  err: string
}

/** The command as a user runs it: a process of its own, from the sources. */
export class CommandLine {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv

  constructor(folder: string) {
    this.folder = folder
    this.environment = {
      PATH: process.env.PATH,
      AFTERWORD_SETTINGS: join(folder, 'settings'),
      AFTERWORD_PASSPHRASE: passphrase,
    }
  }

  async run(args: string[], given: { env?: NodeJS.ProcessEnv; input?: string } = {}): Promise<Answered> {
    const child = this.start(args, given.env)
    const read = async (stream: NodeJS.ReadableStream) => {
      let text = ''
      for await (const chunk of stream) text += chunk
      return text
    }
    child.stdin!.end(given.input ?? '')
    const [out, err, [code]] = await Promise.all([
      read(child.stdout!),
      read(child.stderr!),
      once(child, 'close'),
    ])
    return { code, out, err }
  }

  start(args: string[], env: NodeJS.ProcessEnv = {}) {
    return spawn(process.execPath, [join(root, 'src/cli/index.ts'), ...args], {
      cwd: this.folder,
      env: { ...this.environment, ...env },
    })
  }

  /** The answer of a command that must work, as a machine reads it. */
  async json<T>(args: string[], given: { env?: NodeJS.ProcessEnv; input?: string } = {}): Promise<T> {
    const { code, out, err } = await this.run([...args, '--json'], given)
    if (code !== 0) throw new Error(`afterword ${args.join(' ')}: ${code}: ${err}`)
    return JSON.parse(out) as T
  }
}
