import { platform } from '../platform/index.ts'

/** The shell around this window: the browser's or Electron's. */
export const port = platform
