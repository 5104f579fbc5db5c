import { Link } from 'react-aria-components'
import type { CallInput } from '#shared/contract/index.ts'
import type { Person } from '#shared/contract/people.ts'
import { Checkbox } from '../../components/Checkbox.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Inspector, InspectorPart } from '../../components/Inspector.tsx'
import { say } from '../../components/quietStatus.ts'
import { call } from '../../data/call.ts'
import { useCommand } from '../../data/commands.ts'
import { hrefOf } from '../../shell/routes.ts'
import { SubjectHistory } from '../auditLog/SubjectHistory.tsx'
import { SavedField } from '../SavedField.tsx'
import { RolesField } from './RolesField.tsx'
import '../sheets.css'

type Fields = Omit<CallInput<'people.update'>, 'id' | 'version'>

export function PersonInspector({ person, onClose }: { person: Person; onClose: () => void }) {
  const update = useCommand('people.update')
  const { id, version } = person
  const save = (fields: Fields) => call('people.update', { id, version, ...fields })
  const choose = (fields: Fields) =>
    void update.run({ id, version, ...fields }).then((done) => done && say('Saved'))
  return (
    <Inspector title={person.name} onClose={onClose}>
      <InspectorPart title="Person">
        <div className="inspector-form">
          <SavedField label="Name" required value={person.name} onSave={(name) => save({ name })} />
          <SavedField label="E-mail" type="email" value={person.email} onSave={(email) => save({ email })} />
          <RolesField value={person.roles} onChange={(roles) => choose({ roles })} />
          <Checkbox
            checked={person.active}
            onChange={(active) => choose({ active })}
            help="Who is not active cannot be named any more; what they did stays under their name."
          >
            Active
          </Checkbox>
          <ErrorNote error={update.error} />
        </div>
      </InspectorPart>
      <InspectorPart title="Signing key">
        <p className="quiet small">
          {person.canSign ? 'Has a valid signing key.' : 'Has no valid signing key, so signs nothing yet.'}
        </p>
        <Link className="inspector-link" href={hrefOf('identities')}>
          Go to the identities
        </Link>
      </InspectorPart>
      <SubjectHistory subject={`person:${person.id}`} />
    </Inspector>
  )
}
