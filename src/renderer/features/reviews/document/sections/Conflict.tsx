import { Button } from '../../../../components/Button.tsx'
import { MarkdownView } from '../../../../components/markdown/MarkdownView.tsx'

interface ConflictProps {
  title: string
  ours: string
  theirs: string
  onDecide: (text: string) => void
}

/** Two texts of one section, side by side, until somebody decides. Nothing is saved over anything before. */
export function Conflict({ title, ours, theirs, onDecide }: ConflictProps) {
  return (
    <section className="conflict" role="alert" aria-label={`Two texts of ${title}`}>
      <p>Somebody else saved this section while you wrote. Your text is not saved yet.</p>
      <div className="conflict-sides">
        <div>
          <h4>Yours</h4>
          <MarkdownView markdown={ours} />
          <Button onPress={() => onDecide(ours)}>Keep yours</Button>
        </div>
        <div>
          <h4>Theirs</h4>
          <MarkdownView markdown={theirs} />
          <Button onPress={() => onDecide(theirs)}>Keep theirs</Button>
        </div>
      </div>
      <Button variant="quiet" onPress={() => onDecide(`${theirs.trimEnd()}\n\n${ours}`)}>
        Keep both, theirs first
      </Button>
    </section>
  )
}
