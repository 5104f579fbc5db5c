import { randomBytes } from 'node:crypto'
import { AfterwordError } from '#shared/errors.ts'
import type { Timestamper } from '../signing/cms.ts'
import { createTimestampRequest, readTimestampResponse, requestTimestamp } from '../signing/timestamps.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { saveSetting, setting } from '../workspace/settings.ts'

/** The time-stamping authority of a workspace. Off until somebody turns it on: nothing leaves the machine unasked. */
export async function timestampAuthority(read: Reader | Writer): Promise<{ url: string; enabled: boolean }> {
  return {
    url: (await setting(read, 'timestampAuthority')) ?? '',
    enabled: (await setting(read, 'timestampsOn')) === 'true',
  }
}

/** Throws `invalid-input` for an address that is not http or https, or carries a password. */
export async function saveTimestampAuthority(
  tx: Writer,
  { url, enabled }: { url: string; enabled: boolean },
): Promise<void> {
  await saveSetting(tx, 'timestampAuthority', checkedUrl(url.trim(), enabled))
  await saveSetting(tx, 'timestampsOn', String(enabled))
}

/** Asks the workspace's authority for each token. Throws `not-allowed` where none is turned on. */
export async function authorityTimestamper(read: Reader): Promise<Timestamper> {
  const { url, enabled } = await timestampAuthority(read)
  if (!enabled || url === '') {
    throw new AfterwordError(
      'not-allowed',
      'No time-stamping authority is turned on in the settings. Turn one on, or export without a time-stamp and carry a request file to an authority.',
    )
  }
  return async (imprint) => {
    const nonce = randomBytes(8)
    const response = await requestTimestamp(url, createTimestampRequest(imprint, { nonce }))
    return readTimestampResponse(response, { imprint, nonce })
  }
}

function checkedUrl(url: string, enabled: boolean): string {
  if (url === '' && !enabled) return url
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (!address || !['http:', 'https:'].includes(address.protocol)) {
    throw new AfterwordError(
      'invalid-input',
      'The address of a time-stamping authority begins with https:// or http://.',
    )
  }
  if (address.username || address.password) {
    throw new AfterwordError('invalid-input', 'The address carries a name or password. Give it without them.')
  }
  return url
}
