import { parentPort, workerData } from 'node:worker_threads'
import type { PdfAnswer, PdfJob } from './pdfJob.ts'
import { setPdf } from './typst.ts'

/** Sets one PDF and answers with its bytes. */
function answer(): PdfAnswer {
  try {
    return { pdf: setPdf(workerData as PdfJob) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(answer())
