import { Checkbox, RadioGroup } from '../../components/Checkbox.tsx'
import { change, type Density, type Theme, useSettings } from '../../shell/settings.ts'

const themes: { id: Theme; label: string }[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
]
const densities: { id: Density; label: string }[] = [
  { id: 'compact', label: 'Compact' },
  { id: 'comfortable', label: 'Comfortable' },
]

/** How this window looks and listens; kept on this computer, not in the workspace. */
export function WindowSettings() {
  const { theme, density, moreContrast, singleKeys } = useSettings()
  return (
    <>
      <RadioGroup
        label="Theme"
        inline
        choices={themes}
        value={theme}
        onChange={(chosen) => change({ theme: chosen })}
      />
      <RadioGroup
        label="Rows of lists"
        inline
        choices={densities}
        value={density}
        onChange={(chosen) => change({ density: chosen })}
      />
      <div className="stack-tight">
        <Checkbox checked={moreContrast} onChange={(on) => change({ moreContrast: on })}>
          More contrast
        </Checkbox>
        <Checkbox
          checked={singleKeys}
          onChange={(on) => change({ singleKeys: on })}
          help="Such as / to filter, N to add, and G A to go to the actions. The others work without."
        >
          Shortcuts of one key
        </Checkbox>
      </div>
    </>
  )
}
