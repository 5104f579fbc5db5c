import './Keys.css'

/** A shortcut as keycaps: `Ctrl+K`, or `G R` for one key after the other. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(' ').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
