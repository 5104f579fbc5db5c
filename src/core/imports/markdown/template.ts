import type { Nodes } from 'mdast'
import { gridOf, itemsOf, labelled, linesOf } from './blocks.ts'
import type { Outline, Part } from './outline.ts'
import type { Reading } from './reading.ts'
import { isDeclaration } from './zoneOfFile.ts'

const placeholder =
  /^(?:[xyz]{3,}|n{3,}|tbd|todo|\.{2,}|…|[-–—_*]+|<[^>]*>|\[[^\]]*\]|\{+[^}]*\}+|\(?names?(?:\(s\))?\)?|\(names?\)|(?:short |brief |detailed )*(?:event |incident )?description|title(?: \(?.*\)?)?|(?:incident|event) title|date|someone .*|.*\(use initials\)|q \(who\): a \(who\):)$/i
const titlePlaceholder =
  /^(?:title\b.{0,40}|(?:incident|event) title|(?:post-?mortem|incident|review)? ?(?:report )?template|\[.*\]|<.*>)$/i
const templateTime = /(?:20xx|yyyy|MM-DD|HH:mm|hh:mm|xx:xx|20\?\?)/i

/** Words that stand where a template's user is to write. */
export function isPlaceholder(text: string): boolean {
  return text === '' || (text.length <= 200 && placeholder.test(text.trim()))
}

/** A time that nobody filled in: `20xx-MM-DD HH:mm`. */
export function isTemplateTime(text: string): boolean {
  return templateTime.test(text) && !/\b20\d{2}-\d{2}-\d{2}\b/.test(text)
}

export function isTitlePlaceholder(title: string): boolean {
  return title.length <= 100 && titlePlaceholder.test(title.trim())
}

function lineIsFilled(text: string): boolean {
  const pair = labelled(text)
  if (pair) return !isPlaceholder(pair.value)
  return !isPlaceholder(text) && !isDeclaration(text) && !isTemplateTime(text) && !/^[_*].*[_*]$/.test(text)
}

/** Whether somebody wrote something here: not an empty cell, an empty bullet or words of a template. */
function isFilled(reading: Reading, node: Nodes): boolean {
  switch (node.type) {
    case 'heading':
    case 'definition':
    case 'thematicBreak':
      return false
    case 'html':
      return !/^<!--[\s\S]*-->$/.test(node.value.trim())
    case 'paragraph':
      return linesOf(reading, node).some(({ text }) => lineIsFilled(text))
    case 'blockquote':
      return node.children.some((child) => isFilled(reading, child))
    case 'list':
      return itemsOf(reading, node).some(
        (item) =>
          (item.text !== '' && lineIsFilled(item.text)) ||
          (item.detail !== '' && !isPlaceholder(item.detail)),
      )
    case 'table':
      return gridOf(reading, node).rows.some(({ cells }) => {
        const words = cells.filter((cell) => !isPlaceholder(cell) && !isTemplateTime(cell))
        return words.length * 2 > cells.length
      })
    default:
      return true
  }
}

const filled = (reading: Reading, part: Part) => part.nodes.some((node) => isFilled(reading, node))

/** Whether a file is a form to fill in: sections, and nothing in any of them. */
export function isTemplate(reading: Reading, outline: Outline, title: string): boolean {
  if (outline.parts.length < 2) return false
  if (!outline.parts.some((part) => filled(reading, part))) {
    const named = isTitlePlaceholder(title) || /template/i.test(`${title} ${reading.record.fileName}`)
    return named || outline.parts.filter((part) => part.kind !== 'other').length >= 2
  }
  const named = isTitlePlaceholder(title) && /template/i.test(`${title} ${reading.record.fileName}`)
  return named && !reading.record.timeline.some((entry) => entry.time.at !== null)
}
