import { create } from 'zustand'
import type { OfferedFile } from '#shared/contract/common.ts'

interface ImportState {
  files: OfferedFile[]
  templateId: string
  zone: string
  jobId: string | null
}

const fresh = { files: [], jobId: null }

/** What is to be imported, and the import that runs or ran; it stays while one looks elsewhere. */
export const useImport = create<ImportState>(() => ({ ...fresh, templateId: '', zone: '' }))

/** The most files of one import. */
export const mostFiles = 5_000

export function addFiles(added: readonly OfferedFile[]): void {
  useImport.setState(({ files }) => ({ files: [...files, ...added].slice(0, mostFiles) }))
}

export function startOver(): void {
  useImport.setState(fresh)
}
