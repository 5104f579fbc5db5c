import type { OfferedFile } from '#shared/contract/common.ts'
import type { Answer, CoreEvent, Envelope } from '#shared/contract/envelope.ts'
import type { Connection, Platform } from '#shared/platform.ts'

const lost: Answer = {
  error: {
    code: 'internal',
    message: 'Afterword does not answer. Look whether it still runs, and start it again.',
  },
}

async function upload(file: File): Promise<OfferedFile> {
  const response = await fetch(`/upload?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  })
  if (!response.ok) throw new Error((await response.text()).trim())
  return ((await response.json()) as { ok: OfferedFile }).ok
}

/** One after another, so that a thousand files are not a thousand requests at once. */
async function uploadAll(files: readonly File[]): Promise<OfferedFile[]> {
  const offered: OfferedFile[] = []
  for (const file of files) offered.push(await upload(file))
  return offered
}

function choose(options: { multiple: boolean; accept?: string[] }): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = options.multiple
    input.accept = options.accept?.join(',') ?? ''
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

/** The browser's shell: calls by POST, events by Server-Sent Events, files by upload and download. */
export function browserPlatform(): Platform {
  const eventListeners = new Set<(event: CoreEvent) => void>()
  const connectionListeners = new Set<(state: Connection) => void>()
  const events = new EventSource('/events')
  const tell = (state: Connection) => {
    for (const listener of connectionListeners) listener(state)
  }
  events.addEventListener('open', () => tell('connected'))
  events.addEventListener('error', () => tell('lost'))
  events.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data as string) as CoreEvent
    for (const listener of eventListeners) listener(event)
  })

  return {
    kind: 'browser',
    async invoke(envelope: Envelope) {
      try {
        const response = await fetch('/rpc', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(envelope),
        })
        if (response.ok) return (await response.json()) as Answer
        return { error: { code: 'invalid-input', message: (await response.text()).trim() } }
      } catch {
        return lost
      }
    },
    subscribe(listener) {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    onConnection(listener) {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
    pickFiles: async (options) => uploadAll(await choose(options)),
    offerDropped: (files) => uploadAll(files as readonly File[]),
    fileUrl: (file) => `/files/${file.ref}`,
    async save(file) {
      const link = document.createElement('a')
      link.href = `/files/${file.ref}?download`
      link.download = file.name
      link.click()
      return true
    },
  }
}
