import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  folder: string
  remove(): void
}

/** A disk of so many megabytes, in memory; undefined where this process may not mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  const remove = () => {
    spawnSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
  if (mounted.status === 0) return { folder, remove }
  rmSync(folder, { recursive: true, force: true })
  console.warn('Tests of a full disk are skipped: a small disk can be mounted by root alone, on Linux.')
  return undefined
}

export const canMountDisk = (() => {
  const disk = mountSmallDisk(1)
  disk?.remove()
  return disk !== undefined
})()
