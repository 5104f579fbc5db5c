import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import type { Identity } from '#shared/contract/identities.ts'
import { useCommands } from '../../commands/useCommands.ts'
import { Button } from '../../components/Button.tsx'
import { InstantText } from '../../components/dates/TimeText.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { HashText } from '../../components/HashText.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { say, sayFailure } from '../../components/quietStatus.ts'
import { Badge } from '../../components/State.tsx'
import { asFailure, call } from '../../data/call.ts'
import { useCommand } from '../../data/commands.ts'
import { shell } from '../../data/port.ts'
import { SubjectHistory } from '../auditLog/SubjectHistory.tsx'
import { ReasonDialog } from '../reviews/document/ReasonDialog.tsx'
import { ChangeKeyPassphrase } from './ChangeKeyPassphrase.tsx'
import { kindWords, stateMeaning, stateTones, stateWords } from './identityWords.ts'

/** One identity: its certificate, what it is good for, and what can be done with it. */
export function IdentityInspector({ identity, onClose }: { identity: Identity; onClose: () => void }) {
  const [dialog, setDialog] = useState<'passphrase' | 'revoke' | null>(null)
  const revoke = useCommand('identities.revoke')
  const whose = identity.person?.name ?? 'The workspace'
  const { id } = identity
  const tell = (error: unknown) => sayFailure(asFailure(error).message)
  const save = () =>
    void call('identities.certificateFile', { id })
      .then(({ file }) => shell().save(file))
      .then((kept) => kept && say('The certificate was saved'), tell)
  const copy = () =>
    void call('identities.certificate', { id })
      .then(({ pem }) => navigator.clipboard.writeText(pem))
      .then(() => say('The certificate was copied'), tell)
  useCommands(
    () => [
      { id: 'identity.save', title: 'Save this certificate', group: 'Identities', run: save },
      {
        id: 'identity.passphrase',
        title: "Change this key's passphrase",
        group: 'Identities',
        run: () => setDialog('passphrase'),
      },
    ],
    [id],
  )
  return (
    <Inspector title={whose} onClose={onClose}>
      <InspectorPart title={kindWords[identity.kind]}>
        <div className="stack">
          <div>
            <Badge tone={stateTones[identity.state]}>{stateWords[identity.state]}</Badge>
          </div>
          <p className="small">{stateMeaning[identity.state]}</p>
          {identity.revocation && (
            <p className="small quiet">
              Revoked <InstantText at={identity.revocation.at} />: {identity.revocation.reason}
            </p>
          )}
        </div>
      </InspectorPart>
      <InspectorPart title="Certificate">
        <Facts>
          <Fact name="Subject">{identity.subject}</Fact>
          <Fact name="Issuer">{identity.issuer}</Fact>
          <Fact name="Key">{identity.algorithm}</Fact>
          <Fact name="From">
            <InstantText at={identity.notBefore} />
          </Fact>
          <Fact name="Until">
            <InstantText at={identity.notAfter} />
          </Fact>
          <Fact name="SHA-256">
            <HashText hash={identity.fingerprint} what="Certificate SHA-256" />
          </Fact>
        </Facts>
        <div className="row-wrap">
          <Button icon={<Download aria-hidden />} onPress={save}>
            Save certificate
          </Button>
          <Button icon={<Copy aria-hidden />} onPress={copy}>
            Copy as PEM
          </Button>
        </div>
      </InspectorPart>
      <InspectorPart title="Key">
        <div className="row-wrap">
          <Button onPress={() => setDialog('passphrase')}>Change passphrase</Button>
          {identity.kind !== 'root' && identity.state !== 'revoked' && (
            <Button variant="danger" onPress={() => setDialog('revoke')}>
              Revoke
            </Button>
          )}
        </div>
      </InspectorPart>
      <SubjectHistory subject={`identity:${id}`} />
      {dialog === 'passphrase' && <ChangeKeyPassphrase identity={identity} onClose={() => setDialog(null)} />}
      {dialog === 'revoke' && (
        <ReasonDialog
          title={`Revoke the key of ${whose}`}
          action="Revoke key"
          danger
          label="Why it is revoked"
          help="This cannot be undone. The key signs nothing any more. Packs that it signed before stay unchanged; who verifies them with a later export of this workspace sees the revocation and its reason."
          error={revoke.error}
          onClose={() => setDialog(null)}
          onReason={async (reason) => {
            const done = await revoke.run({ id, reason })
            if (done) say(`The key of ${whose} was revoked`)
            return Boolean(done)
          }}
        />
      )}
    </Inspector>
  )
}
