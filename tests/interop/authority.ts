import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fromPem } from '#core/signing/certificates.ts'

/** Runs OpenSSL in a folder; throws what it says if it fails. */
export function openssl(folder: string, ...args: string[]): void {
  const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`openssl ${args[0]}: ${done.stderr}`)
}

export interface Authority {
  /** DER. */
  certificate: Uint8Array
  /** Its answer to a request, both DER. */
  answer(request: Uint8Array): Uint8Array
}

/** A time-stamping authority made with OpenSSL, in a folder of its own. */
export function makeAuthority(folder: string): Authority {
  writeFileSync(join(folder, 'tsa.cnf'), configuration)
  writeFileSync(join(folder, 'serial'), '01\n')
  const made = ['-keyout', 'tsa.key', '-out', 'tsa.pem', '-config', 'tsa.cnf']
  openssl(folder, 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...made)
  return {
    certificate: fromPem(readFileSync(join(folder, 'tsa.pem'), 'utf8'))[0]!,
    answer(request) {
      writeFileSync(join(folder, 'q.tsq'), request)
      openssl(folder, 'ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', '-out', 'r.tsr')
      return new Uint8Array(readFileSync(join(folder, 'r.tsr')))
    },
  }
}

/** Listens on this machine; gives the address and how to stop. */
export async function listen(listener: RequestListener): Promise<{ url: string; stop: () => Promise<void> }> {
  const server: Server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
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
