import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname

/** Worker threads are files of their own, beside the entries, under their own names. */
function workers(): Record<string, string> {
  const files = readdirSync(join(root, 'src/core'), { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith('Worker.ts'))
      .map((file) => [basename(file, '.ts'), join(root, 'src/core', file)]),
  )
}

/** Packages of many small files that every start needs; built in, a start reads a few files instead of hundreds. */
const builtIn = ['canonicalize', 'kysely', 'yaml', 'zod']

export default defineConfig({
  main: {
    // Answers are held against the contract in development and in tests, not again with every user.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: 'out/main',
      sourcemap: false,
      externalizeDeps: { exclude: builtIn },
      rolldownOptions: {
        input: {
          index: resolve(root, 'src/main/index.ts'),
          coreProcess: resolve(root, 'src/main/coreProcess.ts'),
          server: resolve(root, 'src/server/index.ts'),
          cli: resolve(root, 'src/cli/index.ts'),
          ...workers(),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(root, 'src/renderer/index.html') },
    },
  },
})
