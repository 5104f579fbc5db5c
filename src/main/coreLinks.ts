import { spawn } from 'node:child_process'
import { utilityProcess } from 'electron'
import type { FromCore, ToCore } from './messages.ts'

/** A started process of the core. */
export interface CoreLink {
  send(message: ToCore): void
  kill(): void
}

export interface CoreListeners {
  message(message: FromCore): void
  exit(): void
}

/** better-sqlite3 is built for Node-API 10; an Electron with an older one lends the core a Node of its own. */
const neededNapi = 10

/**
 * @param script the built coreProcess.js
 * @param node a Node that is new enough; used only where this runtime's is not
 */
export function startCore(
  script: string,
  env: NodeJS.ProcessEnv,
  node: string | undefined,
  listeners: CoreListeners,
): CoreLink {
  if (Number(process.versions.napi) >= neededNapi || !node) {
    const child = utilityProcess.fork(script, [], { env, serviceName: 'Afterword core', stdio: 'inherit' })
    child.on('message', (message) => listeners.message(message as FromCore))
    child.on('exit', () => listeners.exit())
    return { send: (message) => child.postMessage(message), kill: () => child.kill() }
  }
  const child = spawn(node, [script], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.on('message', (message) => listeners.message(message as FromCore))
  // Either may come, and both may: the core is gone once.
  let gone = false
  const exit = () => {
    if (gone) return
    gone = true
    listeners.exit()
  }
  child.on('error', exit)
  child.on('exit', exit)
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    kill: () => child.kill('SIGKILL'),
  }
}
