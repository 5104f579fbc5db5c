import { showInspector } from '../shell/inspectorPlace.ts'

const controls =
  'button:not([disabled]), input:not([disabled]), textarea:not([disabled]), a[href], [tabindex="0"]'

/** Leads from a list into the inspector of what is selected; Escape leads back. */
export function enterInspector(): void {
  const from = document.activeElement
  showInspector()
  // The sheet of a new selection is drawn first.
  setTimeout(() => {
    const place = document.querySelector<HTMLElement>('.frame-inspector')
    const sheet = [...(place?.querySelectorAll<HTMLElement>('.inspector-body') ?? [])].at(-1)
    sheet?.querySelector<HTMLElement>(controls)?.focus()
    if (!place || !(from instanceof HTMLElement)) return
    const back = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      place.removeEventListener('keydown', back)
      if (from.isConnected) from.focus()
    }
    place.addEventListener('keydown', back)
  }, 60)
}
