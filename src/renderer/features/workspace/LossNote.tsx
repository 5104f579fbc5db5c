import { useState } from 'react'
import { type LogLoss, lossRemedy, lossSentence } from '#shared/domain/logLoss.ts'
import { Button } from '../../components/Button.tsx'
import './LossNote.css'

/** Says that the workspace was opened without its last changes, until it was read. */
export function LossNote({ loss }: { loss: LogLoss | null }) {
  const [read, setRead] = useState<string | null>(null)
  if (!loss || read === loss.until) return null
  return (
    <section className="loss-note" role="alert" aria-label="Changes are gone">
      <div className="grow">
        <strong>{lossSentence(loss)}</strong>
        <p className="quiet">{lossRemedy(loss)}</p>
      </div>
      <Button onPress={() => setRead(loss.until)}>I have read this</Button>
    </section>
  )
}
