import { useQuery } from '@tanstack/react-query'
import { type CallFailure, call } from '../../data/call.ts'
import { fileUrl } from '../../data/port.ts'
import { useActor } from '../../shell/useWorkspace.ts'

const evidenceUrl = /^evidence:([0-9a-f-]{36})$/

/** An image of the evidence, decrypted and checked by the core; anything else is named, never fetched. */
export function EvidenceImage({ url, alt }: { url: string; alt: string }) {
  const id = evidenceUrl.exec(url)?.[1]
  const file = useEvidenceFile(id ?? null)
  if (!id)
    return <span className="markdown-no-image">Image {alt || url} is not evidence and is not shown.</span>
  if (file.error) return <span className="markdown-no-image">{file.error.message}</span>
  if (!file.data) return <span className="markdown-no-image">Image {alt}</span>
  return <img src={fileUrl(file.data)} alt={alt} />
}

/** The decrypted file of a piece of evidence; opened once for who acts while the window shows it. */
export function useEvidenceFile(id: string | null) {
  const actor = useActor()?.id
  return useQuery<Awaited<ReturnType<typeof open>>, CallFailure>({
    queryKey: ['evidence-file', id, actor],
    queryFn: () => open(id ?? ''),
    enabled: id !== null && actor !== undefined,
    gcTime: 60_000,
  })
}

async function open(id: string) {
  return (await call('evidence.open', { id })).file
}
