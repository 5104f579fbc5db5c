import { type ByteSource, blobSource } from '../byteSource.ts'
import { readPemCertificates } from '../pem.ts'
import { verifyFile } from '../verify.ts'
import { resultView } from './view.ts'

const MAX_PEM = 1_000_000

const fileInput = byId('file', HTMLInputElement)
const rootInput = byId('root', HTMLInputElement)
const fileName = byId('file-name', HTMLElement)
const rootName = byId('root-name', HTMLElement)
const status = byId('status', HTMLElement)
const result = byId('result', HTMLElement)

let file: File | undefined
let trusted: Uint8Array[] = []
/** Counts the checks that were started, so that only the last one is shown. */
let run = 0

fileInput.addEventListener('change', () => choose(fileInput.files?.[0]))
rootInput.addEventListener('change', () => void trust(rootInput.files?.[0]))
document.addEventListener('dragover', (event) => {
  event.preventDefault()
  document.body.classList.add('dragging')
})
document.addEventListener('dragleave', () => document.body.classList.remove('dragging'))
document.addEventListener('drop', (event) => {
  event.preventDefault()
  document.body.classList.remove('dragging')
  choose(event.dataTransfer?.files[0])
})

function choose(chosen: File | undefined): void {
  if (!chosen) return
  file = chosen
  fileName.textContent = `${chosen.name}, ${chosen.size.toLocaleString('en')} bytes`
  void check()
}

async function trust(pem: File | undefined): Promise<void> {
  if (!pem) return
  try {
    if (pem.size > MAX_PEM) throw new RangeError('This file is too large for a certificate.')
    const certificates = readPemCertificates(await pem.text())
    trusted = certificates.map(({ raw }) => raw)
    rootName.textContent = certificates
      .map(({ commonName, sha256 }) => `“${commonName}”, SHA-256 ${sha256}`)
      .join('; ')
  } catch (error) {
    trusted = []
    rootName.textContent = `Not a certificate: ${error instanceof Error ? error.message : String(error)}`
  }
  void check()
}

async function check(): Promise<void> {
  if (!file) return
  const own = ++run
  const { name } = file
  status.textContent = `Checking ${name} …`
  result.hidden = true
  const source = watched(blobSource(file), (done, of) => {
    if (own === run)
      status.textContent = `Checking ${name} … ${Math.min(100, Math.round((100 * done) / of))} %`
  })
  try {
    const verification = await verifyFile(source, name, { trusted, now: new Date() })
    if (own !== run) return
    result.replaceChildren(...resultView(name, verification))
    result.hidden = false
    result.focus({ preventScroll: true })
    const { signature, integrity, completeness } = verification
    status.textContent = `Signature: ${signature.outcome}. Integrity: ${integrity.outcome}. Completeness: ${completeness.outcome}.`
  } catch (error) {
    if (own !== run) return
    status.textContent = `${name} could not be read: ${error instanceof Error ? error.message : String(error)}`
  }
}

function watched(source: ByteSource, see: (done: number, of: number) => void): ByteSource {
  let done = 0
  return {
    size: source.size,
    async read(offset, length) {
      const bytes = await source.read(offset, length)
      done += length
      see(done, source.size)
      return bytes
    },
  }
}

function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`)
  return found
}
