import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A time-stamping authority (RFC 3161) by `openssl ts`, with a certificate of its own making. */
export interface Authority {
  folder: string
  /** PEM. */
  certificate: string
  /** The answer (DER) to a request (DER). */
  answer(request: Uint8Array): Uint8Array
}

const configuration = `
[req]
distinguished_name = dn
x509_extensions = ext
prompt = no
[dn]
CN = Example Time Stamps
[ext]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = own
[own]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
certs = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`

export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-authority-'))
  const run = (...args: string[]) => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
  }
  writeFileSync(join(folder, 'tsa.cnf'), configuration)
  writeFileSync(join(folder, 'serial'), '01\n')
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key']
  run('req', '-x509', ...key, '-out', 'tsa.pem', '-config', 'tsa.cnf')
  return {
    folder,
    certificate: readFileSync(join(folder, 'tsa.pem'), 'utf8'),
    answer(request) {
      writeFileSync(join(folder, 'q.tsq'), request)
      run('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', '-out', 'r.tsr')
      return new Uint8Array(readFileSync(join(folder, 'r.tsr')))
    },
  }
}

/** The authority over HTTP (RFC 3161, 3.4), on this machine alone. */
export async function serve(authority: Authority): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const pieces: Uint8Array[] = []
    request.on('data', (piece) => pieces.push(piece))
    request.on('end', () => {
      response.setHeader('Content-Type', 'application/timestamp-reply')
      response.end(authority.answer(Buffer.concat(pieces)))
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
