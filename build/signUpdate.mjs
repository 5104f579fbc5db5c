// node build/signUpdate.mjs keys FOLDER                                   makes the publisher's pair of keys
// node build/signUpdate.mjs sign PACKAGE VERSION CHANNEL DAY PRIVATE_KEY  writes PACKAGE's description, signed, beside it
// The public key ships as resources/publisher.pem; the private one never leaves the publisher. src/main/update.ts judges.
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

function makeKeys(folder) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = (key, type) => key.export({ type, format: 'pem' })
  writeFileSync(join(folder, 'publisher-private.pem'), pem(privateKey, 'pkcs8'), { flag: 'wx', mode: 0o600 })
  writeFileSync(join(folder, 'publisher.pem'), pem(publicKey, 'spki'), { flag: 'wx' })
}

async function signPackage(path, version, channel, publishedOn, keyPath) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const signed = JSON.stringify({
    application: 'Afterword',
    version,
    channel,
    publishedOn,
    file: basename(path),
    size: statSync(path).size,
    sha256: hash.digest('hex'),
  })
  const key = createPrivateKey(readFileSync(keyPath))
  const signature = sign(null, Buffer.from(signed), key).toString('base64')
  writeFileSync(`${path}.update`, `${JSON.stringify({ signed, signature })}\n`)
}

const [task, ...args] = process.argv.slice(2)
if (task === 'keys' && args.length === 1) makeKeys(args[0])
else if (task === 'sign' && args.length === 5) await signPackage(...args)
else {
  console.error(
    'usage: signUpdate.mjs keys FOLDER | sign PACKAGE VERSION stable|preview YYYY-MM-DD PRIVATE_KEY',
  )
  process.exit(2)
}
