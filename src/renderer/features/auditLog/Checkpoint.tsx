import { Copy, Download, X } from 'lucide-react'
import { Button, IconButton } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { asFailure } from '../../data/call.ts'
import { useQueryOf } from '../../data/queries.ts'
import { keepText } from '../keepText.ts'

/** The log's head as a signed note, to be kept where this computer cannot reach it. */
export function Checkpoint({ onHide }: { onHide: () => void }) {
  const checkpoint = useQueryOf('auditLog.checkpoint', {})
  const { data } = checkpoint
  const tell = (error: unknown) => sayFailure(asFailure(error).message)
  return (
    <section className="log-panel" aria-label="Checkpoint of the log">
      <div className="row">
        <p className="grow">
          <strong>Checkpoint{data ? ` at ${data.size.toLocaleString('en-GB')} events` : ''}</strong>
        </p>
        <IconButton label="Hide the checkpoint" onPress={onHide}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p className="quiet small">
        Send it to somebody outside, or print it. A later pack proves that the log still begins with what this
        checkpoint signs, so that nothing before it can be changed unseen.
      </p>
      <ErrorNote error={checkpoint.error} />
      {data && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, and must do so by keyboard */}
          <pre className="log-note mono" tabIndex={0}>
            {data.note}
          </pre>
          <p className="small quiet">
            Key <span className="mono">{data.key}</span>
          </p>
          <div className="row">
            <Button
              icon={<Download aria-hidden />}
              onPress={() =>
                void keepText(`checkpoint-${data.size}.txt`, `${data.note}\n${data.key}\n`).then(
                  (kept) => kept && say('The checkpoint was saved'),
                  tell,
                )
              }
            >
              Save checkpoint
            </Button>
            <Button
              icon={<Copy aria-hidden />}
              onPress={() =>
                void navigator.clipboard
                  .writeText(data.note)
                  .then(() => say('The checkpoint was copied'), tell)
              }
            >
              Copy
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
