import { Link } from 'react-aria-components'
import { Checkbox } from '../../../components/Checkbox.tsx'
import { useQueryOf } from '../../../data/queries.ts'
import { hrefOf } from '../../../shell/routes.ts'

interface ServicesFieldProps {
  chosen: string[]
  disabled: boolean
  onChange: (ids: string[]) => void
}

/** The services that were affected. */
export function ServicesField({ chosen, disabled, onChange }: ServicesFieldProps) {
  const services = useQueryOf('services.list', {}).data ?? []
  return (
    <fieldset>
      <legend className="field-label">Services</legend>
      {services.length === 0 && (
        <p className="field-help">
          No services are named yet. <Link href={hrefOf('people', 'services')}>Add them under People</Link>.
        </p>
      )}
      <div className="radio-row">
        {services.map((service) => (
          <Checkbox
            key={service.id}
            disabled={disabled}
            checked={chosen.includes(service.id)}
            onChange={(on) =>
              onChange(on ? [...chosen, service.id] : chosen.filter((id) => id !== service.id))
            }
          >
            {service.name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}
