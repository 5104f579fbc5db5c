import { ArrowLeft, FileSearch } from 'lucide-react'
import { useState } from 'react'
import type { OfferedFile } from '#shared/contract/common.ts'
import type { VerificationResult } from '#shared/contract/verification.ts'
import { Button } from '../../components/Button.tsx'
import { DropPlace } from '../../components/DropPlace.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { TextField } from '../../components/TextField.tsx'
import { asFailure, type CallFailure, call } from '../../data/call.ts'
import { pickFile } from '../../data/port.ts'
import { useHandedFile } from '../desktop/handedOver.ts'
import { readPem } from './readPem.ts'
import { VerdictMeanings } from './VerdictMeanings.tsx'
import { Verdicts } from './Verdicts.tsx'

const accept = ['.pdf', '.docx', '.asice', '.zip']

/** Judges a signed file: who signed, whether it is unchanged, whether all is there. Needs no workspace. */
export function VerifyPlace({ onBack }: { onBack?: () => void }) {
  const [file, setFile] = useState<OfferedFile | null>(null)
  const [trustedPem, setTrustedPem] = useState('')
  const [result, setResult] = useState<VerificationResult | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [busy, setBusy] = useState(false)
  const judge = (chosen: OfferedFile, pem = trustedPem) => {
    setFile(chosen)
    setResult(null)
    setFailure(null)
    setBusy(true)
    call('verification.verify', { file: chosen.ref, trustedPem: pem })
      .then(setResult, (error) => setFailure(asFailure(error)))
      .finally(() => setBusy(false))
  }
  useHandedFile('verify', judge)
  const choose = () => void pickFile(accept).then((chosen) => chosen && judge(chosen))
  const addCertificates = async () => {
    try {
      const chosen = await pickFile(['.pem', '.crt', '.cer', '.der'])
      if (!chosen) return
      const pem = await readPem(chosen)
      setTrustedPem((before) => (before.trim() ? `${before.trim()}\n${pem}` : pem))
    } catch (error) {
      setFailure(asFailure(error))
    }
  }
  return (
    <DropPlace words="Drop to verify this file" onFiles={([dropped]) => dropped && judge(dropped)}>
      <div className="stack">
        <h1>Verify a file</h1>
        {file ? (
          <div className="row-wrap">
            <Button icon={<FileSearch aria-hidden />} onPress={choose}>
              Choose another file
            </Button>
            <strong className="truncate">{file.name}</strong>
            {busy && <span className="quiet">Verifying</span>}
          </div>
        ) : (
          <div className="verify-drop">
            <p>
              Drop a signed PDF, Word document or pack here, or choose it. The file is read on this computer
              and sent nowhere.
            </p>
            <Button variant="primary" icon={<FileSearch aria-hidden />} onPress={choose}>
              Choose a file
            </Button>
          </div>
        )}
        <ErrorNote error={failure} />
        {result && <Verdicts result={result} />}
        {!file && <VerdictMeanings />}
        <details className="trusted">
          <summary>Trust a certificate as well</summary>
          <div className="stack">
            <TextField
              label="Certificates as PEM text"
              lines={4}
              value={trustedPem}
              onChange={setTrustedPem}
              placeholder="-----BEGIN CERTIFICATE-----"
              help="The root certificate of whoever sent the file. The open workspace's own is trusted already."
            />
            <div className="row-wrap">
              <Button onPress={() => void addCertificates()}>Choose a certificate file</Button>
              <Button isDisabled={!file || busy} onPress={() => file && judge(file)}>
                Verify with these
              </Button>
            </div>
          </div>
        </details>
        {onBack && (
          <div>
            <Button variant="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack}>
              Back
            </Button>
          </div>
        )}
      </div>
    </DropPlace>
  )
}
