import type { Sensitivity } from '#shared/domain/reviewContent.ts'

/**
 * The one document that PDF, Word, HTML and Markdown are made of: mdast's nodes, narrowed to what is printed (references
 * are resolved, HTML is text, images stand alone as figures), and a few nodes of our own. All text in it is printable.
 */
export interface ReviewDocument {
  meta: DocumentMeta
  blocks: Block[]
  /** Footnote n stands at index n - 1. */
  footnotes: Inline[][]
}

export interface DocumentMeta {
  organisation: string
  title: string
  /** `REV-2026-0007` */
  key: string
  revision: number
  label: Sensitivity
  status: 'draft' | 'approved' | 'sealed'
  packId: string
  /** UTC instant; the only date that the documents carry as their own. */
  exportedAt: string
  exportedBy: string
  authors: string[]
  contentSha256: string
  keywords: string[]
}

export type Direction = 'ltr' | 'rtl'
/** The language that a text's script speaks for; decides font and shape of letters. */
export type ScriptLanguage = 'en' | 'ar' | 'he' | 'hi' | 'bn' | 'ta' | 'th' | 'ka' | 'hy' | 'zh' | 'ja' | 'ko'

/** How a paragraph of any script is set. */
export interface TextFlow {
  dir: Direction
  lang: ScriptLanguage
}

export type Inline =
  | { type: 'text'; value: string }
  | { type: 'strong' | 'emphasis' | 'delete' | 'muted'; children: Inline[] }
  | { type: 'inlineCode'; value: string }
  /** A hash or another identifier in full: small, monospaced, broken anywhere. */
  | { type: 'hash'; value: string }
  | { type: 'break' }
  /** `url` is http(s), mailto, or `#anchor` of a heading or row in this document. */
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'footnoteReference'; number: number }

export interface Heading {
  type: 'heading'
  depth: 1 | 2 | 3 | 4 | 5 | 6
  /** `2` or `2.1`; empty below the second level. */
  number: string
  anchor: string
  children: Inline[]
  flow: TextFlow
}

export interface Paragraph {
  type: 'paragraph'
  children: Inline[]
  flow: TextFlow
}

export interface List {
  type: 'list'
  ordered: boolean
  start: number
  items: ListItem[]
  flow: TextFlow
}

export interface ListItem {
  checked: boolean | null
  children: Block[]
}

export type Align = 'left' | 'center' | 'right'

/** What a table holds; renderings and an organisation's own layout may set each differently. */
export type TableRole =
  | 'section'
  | 'times'
  | 'durations'
  | 'timeline'
  | 'actions'
  | 'agenda'
  | 'exhibits'
  | 'custody'
  | 'omissions'
  | 'audit'

export interface TableColumn {
  align: Align
  /** Share of the page's width; the shares of a table add up to 1. */
  width: number
}

export interface TableRow {
  /** A `group` is a row of one cell over all columns: the day in a timeline. */
  kind: 'row' | 'group'
  /** A key moment: marked in shape and weight, not in colour alone. */
  marked: boolean
  anchor: string | null
  cells: Block[][]
}

export interface Table {
  type: 'table'
  role: TableRole
  columns: TableColumn[]
  head: Block[][]
  rows: TableRow[]
}

export type ImageSource =
  | { kind: 'evidence'; id: string }
  | { kind: 'data'; mediaType: string; base64: string }
  /** Never fetched; its address is printed. */
  | { kind: 'remote'; url: string }
  | { kind: 'refused'; reason: string }

export interface Figure {
  type: 'figure'
  /** Counts from 1 through the document. */
  number: number
  source: ImageSource
  alt: string
  caption: string
}

export interface Facts {
  type: 'facts'
  rows: { term: string; value: Block[] }[]
}

export type EntriesRole = 'factors' | 'actions' | 'approvals' | 'waivers'

/** Things of one kind that are told one after the other: factors, approvals, waivers. */
export interface Entries {
  type: 'entries'
  role: EntriesRole
  items: { label: string; title: string; flow: TextFlow; anchor: string | null; children: Block[] }[]
}

export interface Notice {
  type: 'notice'
  tone: 'plain' | 'attention'
  title: string
  children: Block[]
}

export interface TitlePage {
  type: 'titlePage'
  organisation: string
  kind: string
  title: string
  flow: TextFlow
  subtitle: string
  label: string
  facts: Facts
  verdict: Notice
  signers: { kind: string; who: string; when: string }[]
}

export type Block =
  | TitlePage
  /** The table of contents: headings of the first two levels. */
  | { type: 'contents'; title: string }
  | { type: 'pageBreak' }
  | Heading
  | Paragraph
  | List
  | { type: 'blockquote'; children: Block[] }
  | { type: 'code'; value: string; language: string }
  | { type: 'thematicBreak' }
  | Table
  | Figure
  | Facts
  | Entries
  | Notice

/** Exhibits by number, as they lie beside an HTML page: `exhibits/EX-0001 name.ext`. */
export type ExhibitPaths = ReadonlyMap<string, string>

export interface LoadedImage {
  bytes: Uint8Array
  mediaType: string
}

/** Bytes that a document shows and carries, fetched when a rendering asks for them. */
export interface DocumentAssets {
  image(evidenceId: string): Promise<LoadedImage | undefined>
  /** Files embedded into the PDF; names are unique. */
  attachments: DocumentAttachment[]
}

export interface DocumentAttachment {
  name: string
  content: { bytes: Uint8Array } | { path: string }
  mediaType: string
  relationship: 'Source' | 'Data' | 'Supplement' | 'Alternative'
  description: string
}
