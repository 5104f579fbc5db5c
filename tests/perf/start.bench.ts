/**
 * The first list after start, in a large workspace, beside an empty window of the same shell; `afterword list` beside a
 * Node that does nothing; what the window loads before its first view; memory at rest. `--runs 5`, `--scale 1`.
 */
import { readKeyFile, unwrapKey } from '#core/workspace/keyFile.ts'
import type { BenchRow } from './benchTable.ts'
import { bundleKilobytes } from './bundle.ts'
import { commandLine } from './commandLine.ts'
import { median, milliseconds, option, rounded, spread } from './figures.ts'
import { type LargeWorkspace, largeWorkspace, passphrase } from './largeWorkspace.ts'
import { residentMiB } from './memory.ts'
import type { DebuggedPage } from './page.ts'
import { findShell, type Shell, type Started } from './shells.ts'

export async function measure(args: string[]): Promise<BenchRow[]> {
  const large = await largeWorkspace(option(args, 'scale', 1))
  const runs = option(args, 'runs', 5)
  const shell = await findShell()
  try {
    return [
      ...(await windows(shell, large, runs)),
      ...(await commandLine(large, runs)),
      {
        what: 'scripts and styles before the first view, gzip',
        value: bundleKilobytes(),
        unit: 'kB',
        goal: 400,
      },
    ]
  } finally {
    shell.close()
  }
}

/** Empty window and application take turns, so that whatever else the machine does weighs on both. */
async function windows(shell: Shell, large: LargeWorkspace, runs: number): Promise<BenchRow[]> {
  const empty: number[] = []
  const first: number[] = []
  const opening: number[] = []
  const lists: number[] = []
  const deriving: number[] = []
  const memory: { window: number; core: number }[] = []
  // The first start of each fills the caches of files and of compiled code, as they are on any day but the first.
  for (let run = -1; run < runs; run++) {
    const blank = await shell.empty()
    const none = await paintedAt(blank)
    await blank.close()
    const started = await shell.application()
    const view = await paintedAt(started)
    const open = await openWorkspace(started.page, large.folder)
    const resident = await residentMiB(started)
    await started.close()
    if (run < 0) continue
    empty.push(none)
    first.push(view)
    deriving.push(await derivation(large.folder))
    opening.push(open)
    lists.push(view + open)
    memory.push(resident)
  }
  const ratios = (figures: number[]) => figures.map((one, run) => rounded(one / empty[run]!))
  const against = (what: string, figures: number[], goal: number | null): BenchRow => ({
    what,
    value: median(ratios(figures)),
    unit: '×',
    goal,
    spread: spread(ratios(figures)),
  })
  return [
    milliseconds(`an empty window (${shell.name})`, empty),
    milliseconds('the first view', first),
    milliseconds('from the passphrase to the lists, key derivation included', opening),
    milliseconds('of these, deriving the key, slow by design', deriving),
    against('first view against the empty window', first, null),
    against(
      'first view and lists, without the key, against the empty window',
      lists.map((one, run) => one - deriving[run]!),
      1.3,
    ),
    { what: 'memory at rest: core', value: median(memory.map((one) => one.core)), unit: 'MiB', goal: null },
    {
      what: 'memory at rest: window',
      value: median(memory.map((one) => one.window)),
      unit: 'MiB',
      goal: null,
    },
  ]
}

/** Milliseconds of deriving the key from the passphrase (scrypt), which everybody who guesses one has to spend too. */
async function derivation(folder: string): Promise<number> {
  const file = await readKeyFile(folder)
  const start = performance.now()
  await unwrapKey(file, passphrase)
  return performance.now() - start
}

/** Milliseconds from the start of the process to the first paint of something. */
async function paintedAt({ page, startedAt }: Started): Promise<number> {
  const paint = `performance.getEntriesByName('first-contentful-paint')[0].startTime + performance.timeOrigin`
  const at = await page.until<number>(paint, 'its first paint')
  return at - startedAt
}

/** Milliseconds from the press of the button to the paint of the first line of a list. */
async function openWorkspace(page: DebuggedPage, folder: string): Promise<number> {
  await whenThere(
    page,
    `[...document.querySelectorAll('button')].find((one) => /^Open a workspace/.test(one.textContent))`,
  )
  await page.evaluate('there.click()')
  await whenThere(page, `document.querySelector('form input')`)
  await page.evaluate('there.focus()')
  await page.type(folder)
  await page.evaluate(`document.querySelector('form input[type=password]').focus()`)
  await page.type(passphrase)
  await whenThere(page, `document.querySelector('form button[type=submit]:enabled')`)
  return page.evaluate<number>(`new Promise((found) => {
    const start = performance.now()
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.waiting-line')) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => found(performance.now() - start)))
    }).observe(document.body, { childList: true, subtree: true })
    there.click()
  })`)
}

/** Waits until the expression finds something in the page, and calls it `there`. */
async function whenThere(page: DebuggedPage, expression: string): Promise<void> {
  await page.until(`Boolean(globalThis.there = ${expression})`, expression)
}
