import type { AlignType, Definition, Nodes as MdastNode, Root, RootContent, TableRow } from 'mdast'
import { createContext, type ReactNode, useContext } from 'react'
import { EvidenceImage } from './EvidenceImage.tsx'

export type Definitions = Map<string, Definition>

export function definitionsOf(root: Root): Definitions {
  const found: Definitions = new Map()
  const walk = (nodes: readonly MdastNode[]) => {
    for (const node of nodes) {
      if (node.type === 'definition') found.set(node.identifier, node)
      if ('children' in node) walk(node.children)
    }
  }
  walk(root.children)
  return found
}

interface Place {
  definitions: Definitions
}

export function Nodes({ nodes, definitions }: Place & { nodes: readonly RootContent[] }) {
  return nodes.map((node, index) => {
    const key = node.position?.start.offset ?? index
    return <One key={key} node={node} definitions={definitions} />
  })
}

function One({ node, definitions }: Place & { node: RootContent }): ReactNode {
  const inside = 'children' in node ? <Nodes nodes={node.children} definitions={definitions} /> : null
  switch (node.type) {
    case 'paragraph':
      return <p>{inside}</p>
    case 'heading':
      return <Heading depth={node.depth}>{inside}</Heading>
    case 'text':
      return node.value
    case 'emphasis':
      return <em>{inside}</em>
    case 'strong':
      return <strong>{inside}</strong>
    case 'delete':
      return <del>{inside}</del>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide block scrolls, and must do so by keyboard
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      )
    case 'html':
      return <code className="markdown-html">{node.value}</code>
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'blockquote':
      return <blockquote>{inside}</blockquote>
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inside}</ol> : <ul>{inside}</ul>
    case 'listItem':
      return (
        <li className={typeof node.checked === 'boolean' ? 'markdown-task' : undefined}>
          {typeof node.checked === 'boolean' && (
            <input
              type="checkbox"
              checked={node.checked}
              disabled
              aria-label={node.checked ? 'Done' : 'Not done'}
            />
          )}
          {inside}
        </li>
      )
    case 'link':
      return <WebLink url={node.url}>{inside}</WebLink>
    case 'linkReference':
      return <WebLink url={definitions.get(node.identifier)?.url ?? ''}>{inside}</WebLink>
    case 'image':
      return <EvidenceImage url={node.url} alt={node.alt ?? ''} />
    case 'imageReference':
      return <EvidenceImage url={definitions.get(node.identifier)?.url ?? ''} alt={node.alt ?? ''} />
    case 'table':
      return <Table rows={node.children} align={node.align ?? []} definitions={definitions} />
    case 'footnoteReference':
      return <sup>{node.label ?? node.identifier}</sup>
    case 'footnoteDefinition':
      return (
        <div className="markdown-footnote">
          <sup>{node.label ?? node.identifier}</sup> {inside}
        </div>
      )
    default:
      return null
  }
}

/** The level of the text's first headings, as the place around it asks. */
export const TopHeading = createContext<3 | 4>(4)

function Heading({ depth, children }: { depth: number; children: ReactNode }) {
  const top = useContext(TopHeading)
  const Level = `h${top + (depth <= 2 ? 0 : 1)}` as 'h3' | 'h4' | 'h5'
  return <Level>{children}</Level>
}

function WebLink({ url, children }: { url: string; children: ReactNode }) {
  if (!/^(https?:|mailto:)/i.test(url)) return <span title={url}>{children}</span>
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" title={url}>
      {children}
    </a>
  )
}

function Table({ rows, align, definitions }: Place & { rows: readonly TableRow[]; align: AlignType[] }) {
  const [head, ...body] = rows
  const cells = (row: TableRow, Cell: 'th' | 'td') =>
    row.children.map((cell, column) => (
      <Cell key={cell.position?.start.offset ?? column} style={{ textAlign: align[column] ?? undefined }}>
        <Nodes nodes={cell.children} definitions={definitions} />
      </Cell>
    ))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must do so by keyboard
    <section className="markdown-table" tabIndex={0} aria-label="Table">
      <table>
        <thead>{head && <tr>{cells(head, 'th')}</tr>}</thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={row.position?.start.offset ?? index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
