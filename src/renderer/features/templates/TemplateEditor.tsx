import { useId } from 'react'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { useCommand } from '../../data/commands.ts'
import { go } from '../../shell/routes.ts'
import { setDraft, useDrafts } from './drafts.ts'

interface TemplateEditorProps {
  id: string
  markdown: string
  /** The newest version there is; null where the template is new. */
  newest: number | null
}

/** A template as Markdown. What is saved is a new version; reviews keep the one that they were made from. */
export function TemplateEditor({ id, markdown, newest }: TemplateEditorProps) {
  const textId = useId()
  const helpId = useId()
  const draft = useDrafts((state) => state.drafts[id])
  const save = useCommand('templates.save')
  const text = draft?.text ?? markdown
  const base = draft ? draft.base : newest
  const isOvertaken = base !== newest
  const changed = text !== markdown && text.trim() !== '' && !isOvertaken
  const submit = async () => {
    const saved = await save.run({ markdown: text, base: base === null ? null : { id, version: base } })
    if (!saved) return
    setDraft(id, null)
    say(`Saved as version ${saved.version}`)
    go(['templates', saved.id])
  }
  const leave = () => {
    setDraft(id, null)
    go(id === 'new' ? ['templates'] : ['templates', id])
  }
  useCommands(
    () => [
      {
        id: 'templates.save',
        title: 'Save the template',
        group: 'Templates',
        keys: 'Ctrl+S',
        when: () => changed,
        run: () => void submit(),
      },
    ],
    [text, changed],
  )
  return (
    <form
      className="template-edit"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) void submit()
      }}
    >
      <div className="template-head">
        <h2 className="grow">{id === 'new' ? 'A new template' : 'Edit the template'}</h2>
        <Button variant="quiet" onPress={leave}>
          {changed || isOvertaken ? 'Discard changes' : 'Back'}
        </Button>
        <Button variant="primary" type="submit" isDisabled={!changed || save.pending}>
          {newest ? `Save as version ${newest + 1}` : 'Save template'}
        </Button>
      </div>
      <p id={helpId} className="quiet small">
        Between the two lines of dashes stands what Afterword reads: sections, rules, agenda, approvals.
        Below, what people read: the opening, then each section with its guidance and its questions.
      </p>
      {isOvertaken ? (
        <Overtaken
          version={newest}
          theirs={markdown}
          onKeepOurs={() => {
            save.reset()
            setDraft(id, { text, base: newest })
          }}
          onTakeTheirs={() => {
            save.reset()
            setDraft(id, null)
          }}
        />
      ) : (
        <ErrorNote error={save.error} />
      )}
      <label htmlFor={textId} className="visually-hidden">
        Template as Markdown
      </label>
      <textarea
        id={textId}
        aria-describedby={helpId}
        className="input mono template-text"
        spellCheck={false}
        value={text}
        onChange={(event) => setDraft(id, { text: event.target.value, base })}
      />
    </form>
  )
}

interface OvertakenProps {
  version: number | null
  theirs: string
  onKeepOurs: () => void
  onTakeTheirs: () => void
}

/** Somebody saved another version meanwhile: nothing is saved over it before somebody has decided. */
function Overtaken({ version, theirs, onKeepOurs, onTakeTheirs }: OvertakenProps) {
  return (
    <section className="template-overtaken" role="alert" aria-label="Two texts of the template">
      <p>Somebody else saved version {version} while you wrote. Your text is not saved yet.</p>
      <details>
        <summary>Version {version}</summary>
        <textarea
          aria-label={`The text of version ${version}`}
          className="input mono template-theirs"
          readOnly
          value={theirs}
        />
      </details>
      <div className="row-wrap">
        <Button onPress={onKeepOurs}>Go on with yours</Button>
        <Button onPress={onTakeTheirs}>Go on with version {version}</Button>
      </div>
    </section>
  )
}
