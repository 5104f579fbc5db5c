import { useState } from 'react'
import type { Review } from '#shared/contract/reviews.ts'
import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import { Button } from '../../components/Button.tsx'
import { Checkbox, RadioGroup } from '../../components/Checkbox.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Select } from '../../components/Select.tsx'
import { PassphraseField } from '../../components/TextField.tsx'
import { useCommand } from '../../data/commands.ts'
import { useQueryOf } from '../../data/queries.ts'
import { useActor } from '../../shell/useWorkspace.ts'
import { choicesOf, labelWords } from '../words.ts'
import { SampleNote } from '../workspace/SampleNote.tsx'
import { type ExportFormat, formatHelp, formatWords } from './exportWords.ts'
import { Plan } from './Plan.tsx'
import { type Withheld, Withhold } from './Withhold.tsx'

const formats: readonly ExportFormat[] = ['pdf', 'docx', 'pack']
export type Paper = 'a4' | 'letter'

interface ExportFormProps {
  review: Review
  paper: Paper
  onPaper: (paper: Paper) => void
  /** Opened to seal: the choice is made already, and can be taken back. */
  sealing: boolean
  onStarted: (jobId: string) => void
}

/** What leaves the machine: formats, what is held back, and the signature of who exports. */
export function ExportForm({ review, paper, onPaper, sealing, onStarted }: ExportFormProps) {
  const actor = useActor()
  const authority = useQueryOf('exports.timestampAuthority', {}).data
  const [chosen, setChosen] = useState<ExportFormat[]>(sealing ? [...formats] : ['pdf', 'pack'])
  const [maximumLabel, setMaximumLabel] = useState<Sensitivity>('restricted')
  const [withhold, setWithhold] = useState<Withheld[]>([])
  const [seal, setSeal] = useState(sealing)
  const [withVerifier, setWithVerifier] = useState(true)
  const [timestamp, setTimestamp] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const plan = useQueryOf(
    'exports.plan',
    { reviewId: review.id, maximumLabel, withhold },
    { keepPrevious: true },
  )
  const create = useCommand('exports.create')
  const willSeal = seal && plan.data?.canSeal === true
  const submit = async () => {
    const started = await create.run({
      reviewId: review.id,
      formats: formats.filter((format) => chosen.includes(format)),
      passphrase,
      seal: willSeal,
      paper,
      maximumLabel,
      withhold,
      withVerifier: withVerifier && chosen.includes('pack'),
      timestamp: timestamp && authority?.enabled === true,
    })
    if (!started) return
    setPassphrase('')
    onStarted(started.jobId)
  }
  return (
    <form
      className="export-columns"
      aria-label="Make an export"
      onSubmit={(event) => {
        event.preventDefault()
        if (passphrase && chosen.length > 0 && !create.pending) void submit()
      }}
    >
      <div className="export-form">
        <fieldset className="stack-tight">
          <legend className="field-label">What to make</legend>
          {formats.map((format) => (
            <Checkbox
              key={format}
              checked={chosen.includes(format)}
              help={formatHelp[format]}
              onChange={(on) => setChosen(on ? [...chosen, format] : chosen.filter((one) => one !== format))}
            >
              {formatWords[format]}
            </Checkbox>
          ))}
        </fieldset>
        <div className="form-pair">
          <RadioGroup
            label="Paper"
            inline
            choices={[
              { id: 'a4', label: 'A4' },
              { id: 'letter', label: 'Letter' },
            ]}
            value={paper}
            onChange={onPaper}
          />
          <Select
            label="Strictest label in it"
            help="Evidence above it stays out."
            choices={choicesOf(labelWords)}
            value={maximumLabel}
            onChange={setMaximumLabel}
          />
        </div>
        <Withhold reviewId={review.id} value={withhold} onChange={setWithhold} />
        <fieldset className="stack-tight">
          <legend className="field-label">With it</legend>
          <Checkbox
            checked={withVerifier && chosen.includes('pack')}
            disabled={!chosen.includes('pack')}
            onChange={setWithVerifier}
            help="One HTML file that judges the pack in any browser, offline."
          >
            The verifier beside the pack
          </Checkbox>
          <Checkbox
            checked={timestamp && authority?.enabled === true}
            disabled={!authority?.enabled}
            onChange={setTimestamp}
            help={
              authority?.enabled
                ? `Asks ${authority.url}; it receives a hash, nothing else.`
                : 'No authority is turned on in the settings. A request can be carried by hand, below.'
            }
          >
            A time-stamp
          </Checkbox>
          {plan.data?.canSeal && (
            <Checkbox
              checked={seal}
              onChange={setSeal}
              help="Irreversible: the review stays exactly as it is now. What changes later makes a new revision."
            >
              Seal the review
            </Checkbox>
          )}
        </fieldset>
      </div>
      <Plan plan={plan.data} error={plan.error} />
      {plan.data?.refused ? (
        <p className="read-only export-refused">{plan.data.refused}</p>
      ) : (
        <div className="export-sign">
          <PassphraseField
            label={`Passphrase of ${actor?.name ?? 'who signs'}`}
            help="Your key signs what is exported."
            value={passphrase}
            onChange={setPassphrase}
          />
          <SampleNote />
          <ErrorNote error={create.error} />
          <Button
            variant={willSeal ? 'danger' : 'primary'}
            type="submit"
            isDisabled={!passphrase || chosen.length === 0 || create.pending}
          >
            {willSeal ? 'Seal review and export' : 'Sign and export'}
          </Button>
        </div>
      )}
    </form>
  )
}
