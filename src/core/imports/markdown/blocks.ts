import type { List, ListItem, Nodes, Table } from 'mdast'
import { plainText } from './plainText.ts'
import type { Reading } from './reading.ts'
import { lineOf, sliceOf, withDefinitions } from './source.ts'

/** A list item: its first paragraph as plain text, all else in it as Markdown. */
export type Item = { node: ListItem; text: string; strong: string; detail: string; line: number }

export function itemsOf(reading: Reading, list: List): Item[] {
  return list.children.map((node) => {
    const [head, ...others] = node.children
    const paragraph = head?.type === 'paragraph' ? head : undefined
    const blocks = paragraph ? others : node.children
    const first = blocks[0]
    const last = blocks.at(-1)
    const detail =
      first && last ? withDefinitions(reading.source, sliceOf(reading.source, first, last), blocks) : ''
    const start = paragraph?.children[0]
    return {
      node,
      text: paragraph ? plainText(paragraph.children, reading.source.urls) : '',
      strong: start?.type === 'strong' ? plainText([start], reading.source.urls) : '',
      detail,
      line: lineOf(node),
    }
  })
}

/** `**Name**: the rest` as its two parts; a text that does not begin bold, or goes on without a colon, is all name. */
export function splitStrong(item: Item): { text: string; detail: string } {
  const rest = item.strong && item.text.startsWith(item.strong) ? item.text.slice(item.strong.length) : ''
  const found = /^\s*[:–—-]\s+(.+)$/s.exec(item.strong.endsWith(':') ? `: ${rest.trim()}` : rest)
  if (!found) return { text: item.text, detail: item.detail }
  const detail = [found[1] ?? '', item.detail].filter((words) => words !== '').join('\n\n')
  return { text: item.strong.replace(/:$/, ''), detail }
}

export type Row = { cells: string[]; strong: boolean; line: number }
export type Grid = { header: Row; rows: Row[] }

export function gridOf(reading: Reading, table: Table): Grid {
  const rows = table.children.map((row) => ({
    cells: row.children.map((cell) => plainText(cell.children, reading.source.urls)),
    strong: row.children.some((cell) => cell.children.length === 1 && cell.children[0]?.type === 'strong'),
    line: lineOf(row),
  }))
  const [header = { cells: [], strong: false, line: lineOf(table) }, ...body] = rows
  return { header, rows: body }
}

/** The one column whose head fits a pattern and that is not taken yet. */
export function columnOf(header: readonly string[], pattern: RegExp, taken: readonly number[] = []): number {
  return header.findIndex((name, index) => !taken.includes(index) && pattern.test(name.toLowerCase().trim()))
}

/** Cells that have no field of their own, as `Head: cell` lines. */
export function otherCells(header: readonly string[], row: Row, used: readonly number[]): string {
  return row.cells
    .flatMap((cell, index) =>
      used.includes(index) || cell === '' ? [] : `${header[index] || 'Other'}: ${cell}`,
    )
    .join('\n')
}

/** `Label: value`, the label short and without a sentence's end. */
export function labelled(text: string): { label: string; value: string } | undefined {
  const found = /^([^:.?!|]{1,60}?)\s*:(?:\s+(.*))?$/s.exec(text)
  return found ? { label: found[1]?.trim() ?? '', value: (found[2] ?? '').trim() } : undefined
}

/** Lines of a paragraph as they stand in the source. */
export function linesOf(reading: Reading, node: Nodes): { text: string; line: number }[] {
  return sliceOf(reading.source, node)
    .split('\n')
    .map((text, index) => ({ text: text.trim(), line: lineOf(node) + index }))
    .filter(({ text }) => text !== '')
}
