import { Button } from '../../components/Button.tsx'
import { TextField, type TextFieldProps } from '../../components/TextField.tsx'
import { shell } from '../../data/port.ts'

/** A folder by its path; chosen in a dialog where the shell has one. */
export function FolderField(props: TextFieldProps) {
  const { pickFolder } = shell()
  if (!pickFolder) return <TextField {...props} />
  return (
    <div className="folder-field">
      <TextField {...props} />
      <Button onPress={() => void pickFolder().then((path) => path && props.onChange(path))}>
        Choose folder
      </Button>
    </div>
  )
}
