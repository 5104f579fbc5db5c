import type { Block, Figure, ReviewDocument } from './model.ts'

/** Every block of a document, those inside others too, in the order in which they are read. */
export function* walkBlocks(blocks: Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block
    for (const inner of insideOf(block)) yield* walkBlocks(inner)
  }
}

function insideOf(block: Block): Block[][] {
  switch (block.type) {
    case 'blockquote':
    case 'notice':
      return [block.children]
    case 'list':
    case 'entries':
      return block.items.map((item) => item.children)
    case 'facts':
      return block.rows.map((row) => row.value)
    case 'table':
      return [...block.head, ...block.rows.flatMap((row) => row.cells)]
    case 'titlePage':
      return [[block.facts, block.verdict]]
    default:
      return []
  }
}

/** Anchors that a link may lead to. */
export function walkAnchors(blocks: Block[]): string[] {
  const anchors: string[] = []
  for (const block of walkBlocks(blocks)) {
    if (block.type === 'heading') anchors.push(block.anchor)
    const holders = block.type === 'table' ? block.rows : block.type === 'entries' ? block.items : []
    for (const holder of holders) if (holder.anchor !== null) anchors.push(holder.anchor)
  }
  return anchors
}

export function figuresOf(document: ReviewDocument): Figure[] {
  return [...walkBlocks(document.blocks)].filter((block) => block.type === 'figure')
}
