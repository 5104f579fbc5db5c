import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0
if (!hasOpenssl) console.warn('Tests with certificates of others are skipped: openssl is not installed.')

/** Runs openssl in a folder; throws what it says where it fails. */
export function openssl(folder: string, ...args: string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
}

/** An organisation's authority in a folder: `ca.pem`, `ca.key`. */
export function makeAuthority(folder: string): void {
  openssl(folder, 'ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'ca.key')
  const subject = ['-subj', '/O=Nordlys/CN=Nordlys CA', '-days', '36500']
  openssl(folder, 'req', '-x509', '-new', '-key', 'ca.key', '-out', 'ca.pem', ...subject)
}

/** A PKCS #12 file with a key of this kind and a certificate of the authority. Answers its path. */
export function makePkcs12(
  folder: string,
  name: string,
  options: { key: string[]; days?: number; usage?: string; export?: string[] },
): string {
  const key = `${name}.key`
  openssl(folder, 'genpkey', ...options.key, '-out', key)
  openssl(folder, 'req', '-new', '-key', key, '-subj', `/O=Nordlys/CN=${name}`, '-out', `${name}.csr`)
  writeFileSync(join(folder, `${name}.ext`), `keyUsage=critical,${options.usage ?? 'digitalSignature'}\n`)
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', String(options.days ?? 36_500)]
  const extensions = ['-extfile', `${name}.ext`]
  openssl(folder, 'x509', '-req', '-in', `${name}.csr`, ...signed, ...extensions, '-out', `${name}.pem`)
  const files = ['-inkey', key, '-in', `${name}.pem`, '-certfile', 'ca.pem', '-out', `${name}.p12`]
  openssl(folder, 'pkcs12', '-export', ...files, '-passout', 'pass:of the file', ...(options.export ?? []))
  return join(folder, `${name}.p12`)
}

export const ec = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
export const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']
