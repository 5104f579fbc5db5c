import { createHash } from 'node:crypto'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { renderPdf } from '#core/documents/renderPdf.ts'
import { sampleAssets } from '../../fixtures/sampleAssets.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'

/** Run by a test as a process of its own: prints the hash of the sample's PDF. */
const pdf = await renderPdf(buildReviewDocument(sampleRecord()), sampleAssets())
console.log(createHash('sha256').update(pdf).digest('hex'))
