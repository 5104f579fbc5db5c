import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import { AfterwordError } from '#shared/errors.ts'

export interface FrontMatter {
  data: unknown
  /** The line of the file on which something stands; of what is around it, where it is missing. */
  lineOf(path: readonly PropertyKey[]): number
}

/** The front matter's first line is the second one of the file. */
const before = 1

/** Reads what stands between the two lines of dashes. Throws AfterwordError('invalid-input') that names the line. */
export function readFrontMatter(source: string): FrontMatter {
  const counter = new LineCounter()
  const document = parseDocument(source, {
    schema: 'core',
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: true,
  })
  const lineAt = (offset: number) => counter.linePos(offset).line + before
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem) throw refuse(`the front matter is not YAML: ${problem.message}`, lineAt(problem.pos[0]))
  visit(document, {
    Alias(_key, node) {
      throw refuse('an alias (*) is not allowed in the front matter', lineAt(node.range?.[0] ?? 0))
    },
    Node(_key, node) {
      if (node.tag?.startsWith('!'))
        throw refuse(`the tag ${node.tag} is not allowed in the front matter`, lineAt(node.range?.[0] ?? 0))
    },
  })
  return {
    data: document.toJS({ maxAliasCount: 0 }),
    lineOf(path) {
      let node: unknown = document.contents
      let offset = 0
      for (const step of path) {
        if (isMap(node)) {
          const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
          if (!pair || !isScalar(pair.key)) break
          offset = pair.key.range?.[0] ?? offset
          node = pair.value
        } else if (isSeq(node)) {
          node = node.items[Number(step)]
          offset = (node as { range?: readonly number[] } | undefined)?.range?.[0] ?? offset
        } else break
      }
      return lineAt(offset)
    },
  }
}

export function refuse(what: string, line?: number): AfterwordError {
  return new AfterwordError(
    'invalid-input',
    `The template cannot be read${line ? ` (line ${line})` : ''}: ${what}.`,
  )
}
