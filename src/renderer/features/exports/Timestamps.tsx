import { useState } from 'react'
import type { OfferedFile } from '#shared/contract/common.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { say } from '../../components/quietStatus.ts'
import { useCommand } from '../../data/commands.ts'
import { pickFile } from '../../data/port.ts'
import { saveFile } from './RunningExport.tsx'

const signed = ['.pdf', '.docx', '.asice']
const answers = ['.tsr', '.tsp', '.der']

/** A time-stamp by files: a request to carry to an authority, and its answer to build in. */
export function Timestamps() {
  const [file, setFile] = useState<OfferedFile | null>(null)
  const [stamped, setStamped] = useState<OfferedFile | null>(null)
  const request = useCommand('exports.timestampRequest')
  const add = useCommand('exports.addTimestamp')
  const choose = () =>
    void pickFile(signed).then((chosen) => {
      if (!chosen) return
      setFile(chosen)
      setStamped(null)
    })
  const write = async () => {
    if (!file) return
    const made = await request.run({ file: file.ref })
    if (made) saveFile(made.request)
  }
  const read = async () => {
    const response = file && (await pickFile(answers))
    if (!file || !response) return
    const made = await add.run({ file: file.ref, response: response.ref })
    if (!made) return
    say('The time-stamp was built in')
    setStamped(made.file)
    saveFile(made.file)
  }
  return (
    <details className="timestamps">
      <summary>Time-stamp a file that was exported before, without a network</summary>
      <ol className="timestamp-steps">
        <li>
          <span>Choose the signed file.</span>
          <div className="row-wrap">
            <Button onPress={choose}>Choose a file</Button>
            <span className="quiet truncate">{file?.name ?? 'No file chosen'}</span>
          </div>
        </li>
        <li>
          <span>
            Write a request (.tsq), and carry it to a time-stamping authority. It holds a hash, nothing else.
          </span>
          <div>
            <Button isDisabled={!file || request.pending} onPress={() => void write()}>
              Write the request
            </Button>
          </div>
        </li>
        <li>
          <span>Bring its answer (.tsr) back: the same file is saved with the time-stamp built in.</span>
          <div className="row-wrap">
            <Button isDisabled={!file || add.pending} onPress={() => void read()}>
              Read the answer
            </Button>
            {stamped && <span className="quiet truncate">{stamped.name} now proves when it was there.</span>}
          </div>
        </li>
      </ol>
      <ErrorNote error={request.error ?? add.error} />
    </details>
  )
}
