/** Run as a process of its own: reads and hashes files, and prints how long it took. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

const start = performance.now()
const before = process.cpuUsage()
for (const path of process.argv.slice(2)) await pipeline(createReadStream(path), createHash('sha256'))
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ milliseconds: performance.now() - start, processorMs: (user + system) / 1000 }))
