import module from 'node:module'
import { join } from 'node:path'

/**
 * Keeps compiled code from start to start, below the user's settings: in the folder for temporary files others could
 * leave code there. To be called before the rest is imported. A Node without it, or a folder that cannot be written, only
 * makes the start slower.
 */
export function keepCompiledCode(settings: string): void {
  module.enableCompileCache?.(join(settings, 'compiled'))
}

/** Writes what was compiled until now; else Node does so at the end of a process that is not killed. */
export function writeCompiledCode(): void {
  module.flushCompileCache?.()
}
