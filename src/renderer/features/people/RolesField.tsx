import { type Role, roles } from '#shared/domain/roles.ts'
import { Checkbox } from '../../components/Checkbox.tsx'
import { roleWords } from '../words.ts'

const help: Record<Role, string> = {
  facilitator: 'Starts reviews, runs sessions, exports.',
  responder: 'Writes in reviews, adds evidence, works on actions.',
  'engineering-lead': 'Validates technically, agrees to waivers.',
  'incident-manager': 'Approves the process, seals, sees restricted evidence.',
  'compliance-officer': 'Exports and seals, sees restricted evidence, agrees to waivers.',
  trainer: 'Makes training cases.',
  administrator: 'Keeps people, templates and the workspace; approves nothing.',
}

interface RolesFieldProps {
  value: readonly Role[]
  onChange: (value: Role[]) => void
}

/** What somebody does around a review; several are possible, and separation of duties still holds. */
export function RolesField({ value, onChange }: RolesFieldProps) {
  return (
    <fieldset className="people-roles">
      <legend className="field-label">Roles</legend>
      {roles.map((role) => (
        <Checkbox
          key={role}
          checked={value.includes(role)}
          help={help[role]}
          onChange={(on) => onChange(roles.filter((one) => (one === role ? on : value.includes(one))))}
        >
          {roleWords[role]}
        </Checkbox>
      ))}
    </fieldset>
  )
}
