import { Upload } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { sayFailure } from '../../components/quietStatus.ts'
import { RoomHead } from '../../components/Toolbar.tsx'
import { asFailure, call } from '../../data/call.ts'
import { pickFile } from '../../data/port.ts'
import { useQueryOf } from '../../data/queries.ts'
import { go, hrefOf, useRoute } from '../../shell/routes.ts'
import { setDraft } from './drafts.ts'
import { TemplateEditor } from './TemplateEditor.tsx'
import { TemplateSheet } from './TemplateSheet.tsx'
import './templates.css'

/** Reads somebody's own post-mortem template into ours, for them to look at before anything is saved. */
async function fromFile(): Promise<void> {
  try {
    const file = await pickFile()
    if (!file) return
    const { markdown } = await call('templates.fromFile', { file: file.ref })
    setDraft('new', { text: markdown, base: null })
    go(['templates', 'new'])
  } catch (error) {
    sayFailure(asFailure(error).message)
  }
}

/** What a review is made from: sections with guidance, questions, rules and an agenda, in versions. */
export default function Templates() {
  const [, id, mode] = useRoute()
  const templates = useQueryOf('templates.list', {})
  const shown = id ?? templates.data?.[0]?.id
  useCommands(
    () => [
      {
        id: 'templates.fromFile',
        title: 'Make a template from a file',
        group: 'Templates',
        run: () => void fromFile(),
      },
    ],
    [],
  )
  return (
    <div className="room">
      <RoomHead title="Templates" count={templates.data?.length}>
        <Button icon={<Upload aria-hidden />} onPress={() => void fromFile()}>
          From a file
        </Button>
      </RoomHead>
      <ErrorNote error={templates.error} />
      <div className="templates">
        <nav className="template-list" aria-label="Templates">
          <ul>
            {templates.data?.map((template) => (
              <li key={template.id}>
                <Link
                  href={hrefOf('templates', template.id)}
                  className="template-entry"
                  aria-current={template.id === shown ? 'page' : undefined}
                >
                  <strong>{template.name}</strong>
                  <span className="small quiet">
                    Version {template.version}, {usedWords(template.reviewCount)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="template-place">
          {shown === 'new' ? (
            <TemplateEditor key="new" id="new" markdown="" newest={null} />
          ) : (
            shown && <TemplateSheet key={shown} id={shown} editing={mode === 'edit'} />
          )}
        </div>
      </div>
    </div>
  )
}

function usedWords(count: number): string {
  if (count === 0) return 'not used yet'
  return count === 1 ? '1 review' : `${count.toLocaleString('en-GB')} reviews`
}
