import { change } from '../shell/settings.ts'

/** Leads from a list into the inspector of what is selected, by keyboard as by double click. */
export function enterInspector(): void {
  change({ inspectorFolded: false })
  // The sheet of a new selection is drawn first.
  setTimeout(() => {
    const sheets = document.querySelectorAll<HTMLElement>('.frame-inspector .inspector-body')
    const sheet = [...sheets].at(-1)
    const first = sheet?.querySelector<HTMLElement>(
      'button:not([disabled]), input:not([disabled]), textarea:not([disabled]), a[href]',
    )
    first?.focus()
  }, 60)
}
