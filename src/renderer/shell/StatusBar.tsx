import { Lock, LockOpen, User } from 'lucide-react'
import { Button as AriaButton, Link } from 'react-aria-components'
import { runCommand } from '../commands/registry.ts'
import { useConnection } from '../data/connection.ts'
import { cancelJob, useJobs } from '../data/jobs.ts'
import { hrefOf } from './routes.ts'
import { useWorkspace } from './useWorkspace.ts'
import './StatusBar.css'

/** The foot of the window: which workspace, whether it is encrypted, who acts, and what is running. */
export function StatusBar() {
  const workspace = useWorkspace()
  return (
    <footer className="status-bar">
      {workspace && (
        <>
          <Link className="status-item" href={hrefOf('workspace')}>
            {workspace.name}
          </Link>
          <span className="status-item" title={workspace.path}>
            {workspace.encrypted ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
            {workspace.encrypted ? 'Encrypted' : 'Not encrypted'}
          </span>
          <AriaButton className="status-item" onPress={() => runCommand('workspace.actAs')}>
            <User aria-hidden />
            {workspace.person.name}
          </AriaButton>
        </>
      )}
      <ConnectionWords />
      <Jobs />
      <AriaButton className="status-item" onPress={() => runCommand('palette.open')}>
        Commands <kbd>Ctrl+K</kbd>
      </AriaButton>
    </footer>
  )
}

const connectionWords = {
  connected: '',
  restarting: 'Afterword restarts; what you saved is safe',
  unresponsive: 'Afterword is busy and does not answer yet',
  lost: 'No connection to Afterword; trying again',
} as const

function ConnectionWords() {
  const words = connectionWords[useConnection((state) => state.state)]
  return (
    <span role="status" className={words ? 'status-item status-problem' : undefined}>
      {words}
    </span>
  )
}

const jobWords = { done: 'done', failed: 'failed', cancelled: 'cancelled' } as const

function Jobs() {
  const jobs = useJobs((state) => state.jobs)
  return (
    <div className="status-jobs" role="status">
      {jobs.map((job) => (
        <span key={job.id} className="status-item">
          <span className="truncate">
            {job.state === 'running' ? `${job.title} ${job.step}` : `${job.title}: ${jobWords[job.state]}`}
          </span>
          {job.state === 'running' && (
            <>
              <progress max={1} value={job.progress ?? undefined} aria-label={job.title} />
              <AriaButton className="status-cancel" onPress={() => cancelJob(job.id)}>
                Cancel
              </AriaButton>
            </>
          )}
        </span>
      ))}
    </div>
  )
}
