import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Each project is a folder of tests/; tests of the browser and of Electron run by playwright's own library. */
export default defineConfig({
  test: {
    // Long enough for a busy machine of two cores; how fast something is, is measured elsewhere.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Much of a test is waiting for a disk, a key or another program; vitest would leave a processor to itself.
    maxWorkers: availableParallelism(),
    projects: ['unit', 'contract', 'core', 'packs', 'interop', 'e2e', 'electron'].map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        ...(name === 'e2e' || name === 'electron' ? { fileParallelism: false } : {}),
      },
    })),
  },
})
