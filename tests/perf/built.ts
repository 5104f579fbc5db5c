import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/**
 * A script of this folder, bundled as the application is, with its worker threads beside it: what runs from the source
 * alone (stripping of types) is not measured. Answers the path of the bundle.
 */
export async function built(name: string): Promise<string> {
  const workers = readdirSync(join(root, 'src/core'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('Worker.ts'))
    .map((file) => [basename(file, '.ts'), join(root, 'src/core', file)])
  const outDir = join(root, 'out/perf')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rolldownOptions: {
        input: { [name]: join(import.meta.dirname, `${name}.ts`), ...Object.fromEntries(workers) },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return join(outDir, `${name}.js`)
}
