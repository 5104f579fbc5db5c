import { printable } from '../text.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or a quoted attribute; nothing in it can become markup. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/gu, (character) => entities[character] ?? '')
}

export type Attributes = Record<string, string | number | null | undefined | false>

export function tag(name: string, attributes: Attributes, ...content: string[]): string {
  return `${open(name, attributes)}${content.join('')}</${name}>`
}

export function open(name: string, attributes: Attributes = {}): string {
  const list = Object.entries(attributes).flatMap(([key, value]) =>
    value === null || value === undefined || value === false || value === ''
      ? []
      : [` ${key}="${escapeHtml(String(value))}"`],
  )
  return `<${name}${list.join('')}>`
}
