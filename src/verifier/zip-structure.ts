/** Fields of ZIP's records (APPNOTE.TXT 6.3.10, 4.3), and the error that names the place. */
export class ZipError extends Error {
  override name = 'ZipError'
  /** The entry it is about, where it is about one. */
  readonly entry: string | undefined

  constructor(message: string, entry?: string) {
    super(message)
    this.entry = entry
  }
}

export const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  descriptor: 0x08074b50,
} as const

export const flags = { encrypted: 0x1, descriptor: 0x8, utf8: 0x800 } as const

/** Little-endian fields, read in order. */
export class Fields {
  private readonly view: DataView
  private at = 0

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  get position(): number {
    return this.at
  }

  get left(): number {
    return this.view.byteLength - this.at
  }

  u16(): number {
    this.at += 2
    return this.view.getUint16(this.at - 2, true)
  }

  u32(): number {
    this.at += 4
    return this.view.getUint32(this.at - 4, true)
  }

  /** A 64-bit number; throws if it is beyond what a file can have. */
  u64(): number {
    this.at += 8
    const value = Number(this.view.getBigUint64(this.at - 8, true))
    if (!Number.isSafeInteger(value)) throw new ZipError('The archive names a size that no file has.')
    return value
  }

  bytes(length: number): Uint8Array {
    if (length > this.left) throw new ZipError('A record of the archive is cut off.')
    this.at += length
    return new Uint8Array(this.view.buffer, this.view.byteOffset + this.at - length, length)
  }
}

/** Windows keeps these for devices, with any extension. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i

/** What is wrong with a name inside an archive, or undefined if any system can unpack it into a folder of its own. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'has no name'
  if (new TextEncoder().encode(name).length > 1000) return 'has a name that is too long'
  if (/\p{Cc}/u.test(name)) return 'has a control character in its name'
  if (/[\u202a-\u202e\u2066-\u2069]/.test(name))
    return 'has marks in its name that turn the order of its letters'
  if (name.includes('\\')) return 'has a backslash in its name'
  if (name.startsWith('/')) return 'has a name that begins at the root of the disk'
  if (/^[A-Za-z]:/.test(name)) return 'has a name that begins with a drive'
  if (name.endsWith('/')) return 'is a folder, not a file'
  const parts = name.split('/')
  if (parts.some((part) => part === '..')) return 'has a name that leaves the folder'
  if (parts.some((part) => part === '' || part === '.')) return 'has an empty part in its name'
  if (parts.some((part) => /[. ]$/.test(part))) return 'has a part in its name that ends in a dot or a space'
  if (/[<>:"|?*]/.test(name) || parts.some((part) => devices.test(part)))
    return 'has a name that Windows does not take'
  return undefined
}
