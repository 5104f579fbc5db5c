import type { Identity } from '#shared/contract/identities.ts'
import type { Tone } from '../../components/State.tsx'

export const kindWords: Record<Identity['kind'], string> = {
  root: 'Root certificate',
  issued: 'Issued here',
  imported: 'Imported',
}

export const stateWords: Record<Identity['state'], string> = {
  valid: 'Valid',
  expired: 'Expired',
  revoked: 'Revoked',
  'not-yet-valid': 'Not yet valid',
}

export const stateTones: Record<Identity['state'], Tone> = {
  valid: 'plain',
  expired: 'attention',
  revoked: 'failure',
  'not-yet-valid': 'attention',
}

/** What a state means for what is signed, and for what was signed before. */
export const stateMeaning: Record<Identity['state'], string> = {
  valid: 'Signs, as long as its passphrase is known.',
  expired:
    'Signs nothing any more. What it signed before still verifies as unchanged; that it was valid at the time is proven only by a time-stamp from before it expired.',
  revoked:
    'Signs nothing any more. Packs from before stay unchanged and verify as such; their verdict names the revocation, and only a time-stamp from before it shows that they were signed earlier.',
  'not-yet-valid': 'Its time has not begun by the clock of this computer. Look whether the clock is right.',
}
