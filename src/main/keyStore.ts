import { safeStorage } from 'electron'

/** A store of the operating system that encrypts for this user alone. */
export interface KeyStore {
  /** Why it is no protection here, in the user's words; null where it is one. */
  weakness(): Promise<string | null>
  encrypt(text: string): Promise<Buffer>
  decrypt(bytes: Buffer): Promise<string>
}

const noStore =
  'This computer has no key store that Afterword could use, so a kept passphrase would lie open. Afterword keeps none.'

/** The forms without `Async` are all that older runtimes have; newer ones warn of them. */
const hasAsync = typeof safeStorage?.encryptStringAsync === 'function'

export const systemKeyStore: KeyStore = {
  async weakness() {
    // On Linux without a secret service Chromium encrypts with a key that everybody knows.
    if (process.platform === 'linux') {
      const backend = safeStorage.getSelectedStorageBackend()
      if (backend === 'basic_text' || backend === 'unknown') return noStore
    }
    const available = hasAsync
      ? await safeStorage.isAsyncEncryptionAvailable()
      : safeStorage.isEncryptionAvailable()
    return available ? null : noStore
  },
  encrypt: async (text) =>
    hasAsync ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text),
  decrypt: async (bytes) =>
    hasAsync ? (await safeStorage.decryptStringAsync(bytes)).result : safeStorage.decryptString(bytes),
}
