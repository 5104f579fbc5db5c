import { writeCompiledCode } from '#core/compileCache.ts'
import { createCore } from '#core/core.ts'
import type { Answer } from '#shared/contract/envelope.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { FromCore, Request, ToCore } from './messages.ts'

/** The core in a process of its own: Electron's utility process, or Node's with a channel to its parent. */
const parentPort = (process as { parentPort?: ParentPort }).parentPort
interface ParentPort {
  postMessage(message: unknown): void
  on(name: 'message', listener: (event: { data: unknown }) => void): void
}

function send(message: FromCore): void {
  if (parentPort) parentPort.postMessage(message)
  else process.send?.(message)
}

const core = await createCore({
  resources: process.env.AFTERWORD_RESOURCES!,
  settings: process.env.AFTERWORD_SETTINGS!,
})
core.subscribe((event) => send({ event }))

async function answer(request: Request): Promise<Answer> {
  switch (request.kind) {
    case 'call':
      return core.dispatch(request.envelope)
    case 'offer':
      return { ok: await core.files.offer(request.path, request.name) }
    case 'stage':
      return { ok: await core.files.passingPath('received') }
    case 'file':
      return { ok: core.files.get(request.ref) }
    case 'ping':
      return { ok: null }
    case 'close':
      await core.close()
      writeCompiledCode()
      return { ok: null }
  }
}

async function receive({ id, request }: ToCore): Promise<void> {
  try {
    send({ id, answer: await answer(request) })
  } catch (error) {
    const known = error instanceof AfterwordError
    send({
      id,
      answer: {
        error: known ? error.toCallError() : { code: 'internal', message: 'Afterword could not do this.' },
      },
    })
  }
}

if (parentPort) parentPort.on('message', ({ data }: { data: unknown }) => void receive(data as ToCore))
else {
  process.on('message', (message) => void receive(message as ToCore))
  // Without its window the core has nobody to work for.
  process.on('disconnect', () => void core.close().finally(() => process.exit(0)))
}
send({ ready: true })
