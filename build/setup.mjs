// node build/setup.mjs start|test|desktop|types|build: sets up what is missing, then does it.
if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Afterword needs Node 20 or newer; this is Node ${process.versions.node}.`)
  process.exit(1)
}
const { install, build } = await import('./install.mjs')
const [task, ...args] = process.argv.slice(2)

const tasks = {
  start: async () => {
    await build()
    const { start } = await import('./start.mjs')
    return start(args)
  },
  test: async () => {
    await build()
    const { testAll } = await import('./testRun.mjs')
    return testAll()
  },
  desktop: async () => {
    await build()
    const { electron } = await import('./testRun.mjs')
    return (await electron()).ok ? 0 : 1
  },
  types: async () => {
    const { types } = await import('./testRun.mjs')
    return (await types()).ok ? 0 : 1
  },
  build: async () => {
    await build()
    return 0
  },
}

if (!Object.hasOwn(tasks, task ?? '')) {
  console.error(`usage: node build/setup.mjs ${Object.keys(tasks).join('|')}`)
  process.exit(2)
}
await install()
process.exit(await tasks[task]())
