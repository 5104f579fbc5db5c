import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pageSize, type SchemaCopy, saltLength } from '../schemaCopy.ts'

/** At the end of a page stand the initialization vector of its encryption and its HMAC-SHA-512 (SQLCipher 4). */
const macLength = 64
const ivAt = pageSize - macLength - 16
/** The first page begins with the salt and eight bytes that are not encrypted. */
const firstBegins = 24

/**
 * Puts copies in the place of those pages of a database file that are damaged and say which tables there are. Answers how
 * many those were. The file must belong to nobody: it is a copy itself.
 */
export async function mendSchema(path: string, key: Buffer, copy: SchemaCopy): Promise<number> {
  const first = copy.pages.find(({ number }) => number === 1)
  if (!first) return 0
  const macKey = macKeyOf(key, first.bytes)
  const file = await open(path, 'r+')
  try {
    const damaged: SchemaCopy['pages'] = []
    for (const page of copy.pages) {
      const there = await pageOf(file, page.number)
      if (page.number !== 1 && there.equals(page.bytes)) continue
      const isWhole = fits(there, page.number, macKey) && sameSalt(there, first.bytes, page.number)
      // The form was changed since, or this is a copy of another file.
      if (isWhole && page.number !== 1) return 0
      if (!isWhole && fits(page.bytes, page.number, macKey)) damaged.push(page)
    }
    if (!damaged.length || !(await belongsTo(file, macKey, copy))) return 0
    for (const { number, bytes } of damaged) {
      const page = number === 1 ? withoutSize(bytes, macKey) : bytes
      await file.write(page, 0, pageSize, (number - 1) * pageSize)
    }
    return damaged.length
  } finally {
    await file.close()
  }
}

const sameSalt = (page: Buffer, first: Buffer, number: number) =>
  number !== 1 || page.subarray(0, saltLength).equals(first.subarray(0, saltLength))

/** Whether any other page is one of this very file: another copy of the database may have been put in its place. */
async function belongsTo(file: FileHandle, macKey: Buffer, copy: SchemaCopy): Promise<boolean> {
  const own = new Set(copy.pages.map(({ number }) => number))
  const count = Math.floor((await file.stat()).size / pageSize)
  for (let number = 2; number <= count; number++)
    if (!own.has(number) && fits(await pageOf(file, number), number, macKey)) return true
  return false
}

async function pageOf(file: FileHandle, number: number): Promise<Buffer> {
  const page = Buffer.alloc(pageSize)
  await file.read(page, 0, pageSize, (number - 1) * pageSize)
  return page
}

/**
 * The first page says how long the database was when it was written, unless its two counts of changes differ: then
 * SQLite goes by the file itself. A bit of the initialization vector is the same bit of the first encrypted bytes, which
 * are the first of those counts.
 */
function withoutSize(bytes: Buffer, macKey: Buffer): Buffer {
  const page = Buffer.from(bytes)
  page[ivAt] = page[ivAt]! ^ 1
  macOf(page, 1, macKey).copy(page, pageSize - macLength)
  return page
}

/** SQLCipher: PBKDF2-HMAC-SHA512 of the key, two rounds, with the salt of the file, each byte of it XOR 0x3a. */
function macKeyOf(key: Buffer, firstPage: Buffer): Buffer {
  const salt = Buffer.from(firstPage.subarray(0, saltLength).map((byte) => byte ^ 0x3a))
  return pbkdf2Sync(key, salt, 2, 32, 'sha512')
}

function macOf(page: Buffer, number: number, macKey: Buffer): Buffer {
  const place = Buffer.alloc(4)
  place.writeUInt32LE(number)
  return createHmac('sha512', macKey)
    .update(page.subarray(number === 1 ? firstBegins : 0, pageSize - macLength))
    .update(place)
    .digest()
}

function fits(page: Buffer, number: number, macKey: Buffer): boolean {
  return timingSafeEqual(macOf(page, number, macKey), page.subarray(pageSize - macLength))
}
