import { blockText } from '../build/inline.ts'
import { labelNames } from '../build/titlePage.ts'
import type { DocumentMeta, ReviewDocument } from '../model.ts'
import { words } from './scope.ts'

const statusNames = { draft: 'Draft', approved: 'Approved', sealed: 'Sealed' } as const
/** Characters; more of it stands in the document. */
const longestValue = 1000
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export function escapeXml(text: string): string {
  return words(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** `docProps/core.xml` (ECMA-376-2, clause 8): the export's own time is the only date. */
export function coreProperties(meta: DocumentMeta): string {
  const time = `${new Date(meta.exportedAt).toISOString().slice(0, 19)}Z`
  const authors = meta.authors.length > 0 ? meta.authors.join('; ') : meta.exportedBy
  const element = (name: string, value: string) => `<${name}>${escapeXml(value)}</${name}>`
  return (
    `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    element('dc:title', `${meta.key} ${meta.title}`) +
    element('dc:subject', `Post-incident review, revision ${meta.revision}`) +
    element('dc:creator', authors) +
    element('cp:keywords', meta.keywords.join(', ')) +
    element('dc:description', `Pack ${meta.packId}. SHA-256 of the content: ${meta.contentSha256}`) +
    element('cp:lastModifiedBy', meta.exportedBy) +
    '<cp:revision>1</cp:revision>' +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>` +
    element('cp:category', labelNames[meta.label]) +
    element('cp:contentStatus', statusNames[meta.status]) +
    '<dc:language>en-GB</dc:language>' +
    '</cp:coreProperties>'
  )
}

/** `docProps/app.xml` (ECMA-376-1, 22.2). */
export function extendedProperties(meta: DocumentMeta): string {
  return (
    `${head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
    `<Application>Afterword</Application><Company>${escapeXml(meta.organisation)}</Company></Properties>`
  )
}

/** What a person or a program asks of the file without reading its pages; signed with the rest. */
export function customProperties(document: ReviewDocument): { name: string; value: string }[] {
  const { meta } = document
  const completeness = completenessOf(document)
  return [
    { name: 'Review', value: words(meta.key) },
    { name: 'Revision', value: String(meta.revision) },
    { name: 'Label', value: labelNames[meta.label] },
    { name: 'Pack', value: words(meta.packId) },
    { name: 'Content SHA-256', value: words(meta.contentSha256) },
    ...(completeness === undefined ? [] : [{ name: 'Completeness', value: words(completeness) }]),
  ]
}

/** `COMPLETE`, or `PARTIAL: ` with each thing that is missing and why, as the document itself tells it. */
function completenessOf({ blocks }: ReviewDocument): string | undefined {
  const page = blocks.find((block) => block.type === 'titlePage')
  if (!page) return undefined
  const rows = blocks.flatMap((block) =>
    block.type === 'table' && block.role === 'omissions' ? block.rows : [],
  )
  const missing = rows.map(({ cells }) => {
    const [what = '', title = '', reason = ''] = cells.map(blockText)
    return `${what} ${title} (${reason})`
  })
  const told = missing.join('; ')
  return missing.length === 0 ? page.verdict.title : `${page.verdict.title}: ${shortened(told)}`
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= longestValue ? text : `${characters.slice(0, longestValue).join('')}…`
}
