import type { Platform } from '#shared/platform.ts'
import { browserPlatform } from './browserPlatform.ts'
import { electronPlatform } from './electronPlatform.ts'

let platform: Platform | undefined

/** The shell around this window, made once. */
export function getPlatform(): Platform {
  platform ??= electronPlatform() ?? browserPlatform()
  return platform
}
