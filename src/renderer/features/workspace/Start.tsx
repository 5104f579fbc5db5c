import { FolderOpen, FolderPlus, ShieldCheck, Telescope } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { QuietStatus } from '../../components/QuietStatus.tsx'
import { useCommand } from '../../data/commands.ts'
import { dropHandedOver, useHandedOver } from '../desktop/handedOver.ts'
import { VerifyPlace } from '../verification/VerifyPlace.tsx'
import { CreateForm } from './CreateForm.tsx'
import { OpenForm } from './OpenForm.tsx'
import { RestoreForm } from './RestoreForm.tsx'
import { SalvageForm } from './SalvageForm.tsx'
import { SampleNote } from './SampleNote.tsx'
import './Start.css'

type Step =
  | { kind: 'choose' }
  | { kind: 'create' }
  | { kind: 'open'; path: string }
  | { kind: 'restore' }
  | { kind: 'salvage'; path: string }
  | { kind: 'verify' }

/** The first window: open, create, or look around. A file can be verified without any workspace. */
export default function Start({ version }: { version: string }) {
  const [step, setStep] = useState<Step>({ kind: 'choose' })
  const sample = useCommand('workspace.openSample')
  const handedOver = useHandedOver((state) => state.next)
  useEffect(() => {
    if (handedOver?.kind === 'workspace') {
      dropHandedOver()
      setStep({ kind: 'open', path: handedOver.path })
    } else if (handedOver) setStep({ kind: handedOver.kind })
  }, [handedOver])
  const back = () => setStep({ kind: 'choose' })
  return (
    <main className="start">
      <div className={step.kind === 'verify' ? 'start-sheet start-wide' : 'start-sheet'}>
        {step.kind === 'choose' && (
          <>
            <header className="start-head">
              <h1>Afterword</h1>
              <p className="quiet">
                Blameless reviews after an incident, tracked actions, evidence, and packs that anyone can
                verify. Everything stays on this computer.
              </p>
            </header>
            <div className="start-ways">
              <Way
                icon={<FolderPlus aria-hidden />}
                title="Create a workspace"
                onPress={() => setStep({ kind: 'create' })}
              >
                A new, encrypted folder for your team's reviews.
              </Way>
              <Way
                icon={<FolderOpen aria-hidden />}
                title="Open a workspace"
                onPress={() => setStep({ kind: 'open', path: '' })}
              >
                One that is on this computer, or restored from a backup.
              </Way>
              <Way
                icon={<Telescope aria-hidden />}
                title="Look around in the sample"
                disabled={sample.pending}
                onPress={() =>
                  void sample.run({}).then((opened) => opened && SampleNote.remember(opened.passphrase))
                }
              >
                {sample.pending
                  ? 'It is being made, which takes a few seconds.'
                  : 'A copy of a workspace with finished reviews, to try things in.'}
              </Way>
              <Way
                icon={<ShieldCheck aria-hidden />}
                title="Verify a file"
                onPress={() => setStep({ kind: 'verify' })}
              >
                A signed PDF, Word document or pack that you received.
              </Way>
            </div>
            <ErrorNote error={sample.error} />
            <OpenForm.Recent onChoose={(path) => setStep({ kind: 'open', path })} />
            <footer className="faint small">Afterword {version}</footer>
          </>
        )}
        {step.kind === 'create' && <CreateForm onBack={back} />}
        {step.kind === 'open' && (
          <OpenForm
            key={step.path}
            path={step.path}
            onBack={back}
            onRestore={() => setStep({ kind: 'restore' })}
            onSalvage={(path) => setStep({ kind: 'salvage', path })}
          />
        )}
        {step.kind === 'restore' && (
          <RestoreForm onBack={back} onRestored={(path) => setStep({ kind: 'open', path })} />
        )}
        {step.kind === 'salvage' && <SalvageForm path={step.path} onBack={back} />}
        {step.kind === 'verify' && <VerifyPlace onBack={back} />}
      </div>
      <QuietStatus />
    </main>
  )
}

function Way(props: {
  icon: ReactNode
  title: string
  children: string
  onPress: () => void
  disabled?: boolean
}) {
  return (
    <AriaButton className="start-way" onPress={props.onPress} isDisabled={props.disabled}>
      {props.icon}
      <span>
        <strong>{props.title}</strong>
        <span className="quiet">{props.children}</span>
      </span>
    </AriaButton>
  )
}
