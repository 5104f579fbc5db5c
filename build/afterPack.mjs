import { rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * electron-builder calls this when a folder is put together, before it sets the fuses and signs. An Electron that was
 * unpacked beforehand may bring a default application; beside app.asar it would be dead weight at best.
 */
export default function afterPack({ appOutDir, packager }) {
  const resources = packager.getResourcesDir(appOutDir)
  for (const path of ['app', 'default_app.asar'].map((name) => join(resources, name)))
    rmSync(path, { recursive: true, force: true })
  for (const name of ['version', 'package.json']) rmSync(join(appOutDir, name), { force: true })
}
