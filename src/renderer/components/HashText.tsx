import { Button } from 'react-aria-components'
import { say, sayFailure } from './quietStatus.ts'
import { Tooltip } from './Tooltip.tsx'
import './HashText.css'

/** The first eight characters of a hash; pressing it copies the whole. */
export function HashText({ hash, what = 'SHA-256' }: { hash: string; what?: string }) {
  const copy = () =>
    navigator.clipboard.writeText(hash).then(
      () => say(`${what} copied`),
      () => sayFailure(`The ${what} could not be copied. It is ${hash}.`),
    )
  return (
    <Tooltip text={`${what} ${hash}\nPress to copy`}>
      <Button
        className="hash mono"
        aria-label={`Copy ${what} ${hash.slice(0, 8)}`}
        onPress={() => void copy()}
      >
        {hash.slice(0, 8)}
      </Button>
    </Tooltip>
  )
}
