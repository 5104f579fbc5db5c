import { Upload } from 'lucide-react'
import { useState } from 'react'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { Evidence } from '#shared/contract/evidence.ts'
import { Button } from '../../components/Button.tsx'
import { Decision } from '../../components/Dialog.tsx'
import { say } from '../../components/quietStatus.ts'
import { useCommand } from '../../data/commands.ts'
import { pickFile } from '../../data/port.ts'

/** A new version of evidence: the earlier file stays, with its own custody, and says what replaced it. */
export function ReplaceDialog({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const [file, setFile] = useState<OfferedFile | null>(null)
  const add = useCommand('evidence.add')
  return (
    <Decision
      title={`New version of ${evidence.number}`}
      action="Add new version"
      waiting={!file}
      error={add.error}
      onClose={onClose}
      onDecide={async () => {
        if (!file) return false
        const { title, source, effectiveFrom, effectiveTo, label, reviewId, id } = evidence
        const added = await add.run({
          reviewId,
          file: file.ref,
          title,
          source,
          effectiveFrom,
          effectiveTo,
          label,
          replaces: id,
        })
        if (added) say(`${added.number} replaces ${evidence.number}`)
        return Boolean(added)
      }}
    >
      <p className="quiet">
        The file that is here now stays, with its custody, and is marked as replaced. The new one takes over
        its title, source, dates and label.
      </p>
      <div className="row">
        <Button
          icon={<Upload aria-hidden />}
          onPress={() => void pickFile().then((chosen) => chosen && setFile(chosen))}
        >
          Choose a file
        </Button>
        <span className="quiet truncate">{file?.name ?? 'No file chosen'}</span>
      </div>
    </Decision>
  )
}
