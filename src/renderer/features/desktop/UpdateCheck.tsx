import { useState } from 'react'
import type { Desktop, UpdateFound } from '#shared/shell/desktop.ts'
import { Button } from '../../components/Button.tsx'
import { formatSize } from '../../components/dates/formats.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { HashText } from '../../components/HashText.tsx'
import { asFailure, type CallFailure } from '../../data/call.ts'

const ageWords = {
  newer: 'newer than this one',
  same: 'the version that is running',
  older: 'older than this one',
} as const

/** Judges an update that was carried to this computer. Afterword looks for none, and installs none. */
export function UpdateCheck({ desktop }: { desktop: Desktop }) {
  const [found, setFound] = useState<UpdateFound | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const judge = () => {
    setFound(null)
    setFailure(null)
    desktop.judgeUpdate().then(setFound, (error) => setFailure(asFailure(error)))
  }
  return (
    <>
      <p>
        Afterword looks for no updates and installs none. It can tell whether an update that you were given
        comes from the publisher and is whole.
      </p>
      <div>
        <Button onPress={judge}>Check an update</Button>
      </div>
      <ErrorNote error={failure} />
      {found && (
        <div className="stack-tight" role="status">
          <p>
            <strong>Signed by the publisher, and whole.</strong> It is {ageWords[found.age]}. To use it, quit
            Afterword and open the file yourself.
          </p>
          <Facts>
            <Fact name="Version">
              {found.version}, {found.channel}, published on {found.publishedOn}
            </Fact>
            <Fact name="File">
              {found.name}, {formatSize(found.size)}
            </Fact>
            <Fact name="Folder">
              <span className="mono">{found.folder}</span>
            </Fact>
            <Fact name="SHA-256">
              <HashText hash={found.sha256} />
            </Fact>
          </Facts>
        </div>
      )}
    </>
  )
}
