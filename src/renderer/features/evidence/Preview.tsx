import { useQuery } from '@tanstack/react-query'
import { Download, Maximize2 } from 'lucide-react'
import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { Evidence } from '#shared/contract/evidence.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useEvidenceFile } from '../../components/markdown/EvidenceImage.tsx'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { asFailure } from '../../data/call.ts'
import { fileUrl, shell } from '../../data/port.ts'
import { previewKindOf } from './mediaKinds.ts'
import './evidence.css'

const shownTextBytes = 200_000

/** A look at evidence. It is decrypted and its hash checked only when asked for, because custody notes each look. */
export function Preview({ evidence }: { evidence: Evidence }) {
  const [wanted, setWanted] = useState(false)
  const [large, setLarge] = useState(false)
  const file = useEvidenceFile(wanted ? evidence.id : null)
  const kind = previewKindOf(evidence.mediaType)
  const save = (offered: OfferedFile) =>
    shell()
      .save(offered)
      .then(
        (kept) => kept && say(`${evidence.number} was saved`),
        (error) => sayFailure(asFailure(error).message),
      )
  if (!wanted)
    return (
      <div className="preview-frame preview-wait">
        <Button onPress={() => setWanted(true)}>{kind === 'none' ? 'Open the file' : 'Look at it'}</Button>
        <span className="small">Its hash is checked, and custody notes that you looked.</span>
      </div>
    )
  if (file.error) return <ErrorNote error={file.error} />
  if (!file.data) return <div className="preview-frame preview-wait">Decrypting and checking the file</div>
  const offered = file.data
  return (
    <div className="preview">
      <Content file={offered} evidence={evidence} />
      <div className="row">
        {kind !== 'none' && (
          <Button icon={<Maximize2 aria-hidden />} onPress={() => setLarge(true)}>
            Larger
          </Button>
        )}
        <Button icon={<Download aria-hidden />} onPress={() => void save(offered)}>
          Save a copy
        </Button>
      </div>
      {large && (
        <ModalOverlay className="dialog-overlay preview-overlay" isOpen isDismissable onOpenChange={setLarge}>
          <Modal className="dialog-modal preview-modal">
            <Dialog className="dialog preview-large">
              <Heading slot="title" className="dialog-title">
                {evidence.number} {evidence.title}
              </Heading>
              <Content file={offered} evidence={evidence} />
              <div className="dialog-actions">
                <Button onPress={() => setLarge(false)}>Close</Button>
              </div>
            </Dialog>
          </Modal>
        </ModalOverlay>
      )}
    </div>
  )
}

function Content({ file, evidence }: { file: OfferedFile; evidence: Evidence }) {
  const kind = previewKindOf(evidence.mediaType)
  if (kind === 'image')
    return (
      <div className="preview-frame">
        <img src={fileUrl(file)} alt={evidence.title} />
      </div>
    )
  if (kind === 'pdf')
    return (
      <div className="preview-frame">
        <iframe
          src={`${fileUrl(file)}#navpanes=0&toolbar=0&view=FitH`}
          title={`${evidence.number} ${evidence.title}`}
        />
      </div>
    )
  if (kind === 'text') return <TextContent file={file} />
  return (
    <div className="preview-frame preview-wait">
      A file of this kind cannot be shown here. Its hash was checked; save a copy to open it.
    </div>
  )
}

/** The beginning of a text; the rest stays in the file. */
function TextContent({ file }: { file: OfferedFile }) {
  const text = useQuery({
    queryKey: ['file-text', file.ref],
    queryFn: async () => {
      const response = await fetch(fileUrl(file), { headers: { Range: `bytes=0-${shownTextBytes - 1}` } })
      if (!response.ok) throw new Error((await response.text()).trim() || 'The file could not be read.')
      return response.text()
    },
  })
  if (text.error) return <ErrorNote error={asFailure(text.error)} />
  return (
    <>
      <div className="preview-frame">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and must do so by keyboard */}
        <pre className="preview-text" tabIndex={0}>
          {text.data ?? ''}
        </pre>
      </div>
      {file.size > shownTextBytes && (
        <p className="field-help">The first 200 kB are shown; a saved copy has all of it.</p>
      )}
    </>
  )
}
