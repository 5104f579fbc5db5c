import { Focusable } from 'react-aria-components'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { Tooltip } from '../Tooltip.tsx'
import { doubtWords, timeWords } from './doubts.ts'
import { formatInstant } from './formats.ts'
import './dates.css'

/** A time with its zone; hovering or focusing it gives the words it was given in, and UTC. */
export function TimeText({ time }: { time: TimeValue }) {
  const utc = time.at ? formatInstant(time.at, 0, true) : null
  const explained = [
    `As given: ${time.text}`,
    utc && `In UTC: ${utc}`,
    time.doubt && doubtWords[time.doubt],
  ].filter(Boolean)
  return (
    <Tooltip text={explained.join('\n')}>
      <Focusable>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the original text must be reachable by keyboard */}
        <span role="note" tabIndex={0} className={time.doubt ? 'time-text time-doubtful' : 'time-text'}>
          {timeWords(time)}
        </span>
      </Focusable>
    </Tooltip>
  )
}

/** An instant that Afterword noted itself, on this computer's clock, with its zone. */
export function InstantText({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatInstant(at, 0, true)} className="instant-text">
      {formatInstant(at)}
    </time>
  )
}
