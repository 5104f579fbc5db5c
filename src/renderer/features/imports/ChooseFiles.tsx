import { FileText, X } from 'lucide-react'
import { useCommands } from '../../commands/useCommands.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { DropPlace } from '../../components/DropPlace.tsx'
import { formatSize } from '../../components/dates/formats.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { sayFailure } from '../../components/quietStatus.ts'
import { Select } from '../../components/Select.tsx'
import { TextField } from '../../components/TextField.tsx'
import { asFailure } from '../../data/call.ts'
import { useCommand } from '../../data/commands.ts'
import { pickFiles } from '../../data/port.ts'
import { useQueryOf } from '../../data/queries.ts'
import { addFiles, startOver, useImport } from './useImport.ts'

const shown = 200

const choose = () => pickFiles().then(addFiles, (error) => sayFailure(asFailure(error).message))

/** The first step: which files, from which template, and in which zone their times are. */
export function ChooseFiles() {
  const { files, templateId, zone } = useImport()
  const templates = useQueryOf('templates.list', {}).data ?? []
  const run = useCommand('imports.run')
  const template = templateId || templates[0]?.id || null
  const start = async () => {
    const started = await run.run({
      files: files.map((file) => file.ref),
      ...(template ? { templateId: template } : {}),
      ...(zone.trim() ? { zone: zone.trim() } : {}),
    })
    if (started) useImport.setState({ jobId: started.jobId, files: [] })
  }
  useCommands(
    () => [
      { id: 'import.choose', title: 'Choose files to import', group: 'Import', run: () => void choose() },
    ],
    [],
  )
  return (
    <DropPlace words="Drop to import" onFiles={addFiles} className="room-scroll">
      <div className="import-choose">
        <div className="import-drop">
          <FileText aria-hidden />
          <p>
            Drop Markdown files here, or choose them. What is understood becomes fields; every other section
            stays, word for word. The files themselves become evidence.
          </p>
          <Button variant={files.length ? 'secondary' : 'primary'} onPress={() => void choose()}>
            Choose files
          </Button>
        </div>
        {files.length > 0 && (
          <>
            <section aria-label="Chosen files" className="import-files">
              <ul>
                {files.slice(0, shown).map((file) => (
                  <li key={file.ref}>
                    <span className="grow truncate">{file.name}</span>
                    <span className="faint small tabular">{formatSize(file.size)}</span>
                    <IconButton
                      label={`Leave out ${file.name}`}
                      onPress={() =>
                        useImport.setState({ files: files.filter((other) => other.ref !== file.ref) })
                      }
                    >
                      <X aria-hidden />
                    </IconButton>
                  </li>
                ))}
              </ul>
              {files.length > shown && <p className="quiet">And {files.length - shown} more.</p>}
            </section>
            <div className="form-pair">
              <Select
                label="Template for the reviews"
                choices={templates.map(({ id, name, description }) => ({
                  id,
                  label: name,
                  detail: description,
                }))}
                value={template}
                onChange={(id) => useImport.setState({ templateId: id })}
              />
              <TextField
                label="Zone of times that name none"
                optional
                value={zone}
                onChange={(text) => useImport.setState({ zone: text })}
                placeholder="Europe/Copenhagen"
                help="Without it such times are flagged, and asked about later."
              />
            </div>
            <ErrorNote error={run.error} />
            <div className="form-actions">
              <Button variant="primary" onPress={() => void start()} isDisabled={run.pending}>
                {files.length === 1 ? 'Import 1 file' : `Import ${files.length} files`}
              </Button>
              <Button variant="quiet" onPress={startOver}>
                Clear
              </Button>
            </div>
          </>
        )}
      </div>
    </DropPlace>
  )
}
