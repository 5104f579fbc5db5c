import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const source = `
#set document(title: "Review REV-2026-0001", author: "Ada Example", date: datetime(year: 2026, month: 11, day: 20))
#set page(width: 148mm, height: 105mm, numbering: "1")
#set text(lang: "en")
= Review
#table(columns: 2, [Started], [14:05 UTC], [Resolved], [15:40 UTC])
#link("https://example.org/")[The plan]
#pdf.attach("/evidence.txt", relationship: "source", mime-type: "text/plain", description: "Evidence")
#pdf.attach("/review.json", relationship: "data", mime-type: "application/json", description: "The review as data")
#pagebreak()
== Second page
`

/** A tagged PDF/A-3a of two pages with two embedded files, as Typst makes them. */
export function typstPdf(record: unknown = { completeness: 'complete' }): Uint8Array {
  const compiler = NodeCompiler.create({ workspace: '/' })
  compiler.addSource('/main.typ', source)
  compiler.mapShadow('/evidence.txt', Buffer.from('generator started at 14:05'))
  compiler.mapShadow('/review.json', Buffer.from(JSON.stringify(record)))
  return new Uint8Array(
    compiler.pdf({ mainFilePath: '/main.typ' }, { pdfStandard: 'a-3a', creationTimestamp: 1_763_647_509 }),
  )
}
