import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { JobEvent } from '#shared/contract/envelope.ts'
import type { Job } from '#shared/contract/jobs.ts'
import { type CallFailure, call } from './call.ts'
import { queryClient } from './queries.ts'

export type RunningJob = JobEvent['job']

/** Jobs as the core reports them; what is done leaves the list after a while. */
export const useJobs = create<{ jobs: RunningJob[] }>(() => ({ jobs: [] }))

const keepFinishedMs = 6_000

function drop(id: string) {
  useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) }))
}

export function noteJob(job: RunningJob): void {
  useJobs.setState(({ jobs }) => ({
    jobs: jobs.some((other) => other.id === job.id)
      ? jobs.map((other) => (other.id === job.id ? job : other))
      : [...jobs, job],
  }))
  if (job.state === 'running') return
  void queryClient.invalidateQueries({ queryKey: ['jobs.get', { id: job.id }] })
  setTimeout(() => drop(job.id), keepFinishedMs)
}

/** A job with its result or error once it has ended; its progress meanwhile. */
export function useJob(jobId: string | null) {
  const live = useJobs((state) => state.jobs.find((job) => job.id === jobId))
  const query = useQuery<Job, CallFailure>({
    queryKey: ['jobs.get', { id: jobId }],
    queryFn: () => call('jobs.get', { id: jobId ?? '' }),
    enabled: jobId !== null,
    // An event may be missed while the connection is made again; a running job is asked for now and then.
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false),
  })
  const job = query.data
  if (job?.state === 'running' && live) return { ...job, progress: live.progress, step: live.step }
  if (job?.state === 'done' && job.result === undefined)
    return { ...job, state: 'failed' as const, error: ofAnother }
  return job
}

/** Somebody else acts by now, and the core tells results to those alone who began the work. */
const ofAnother = { code: 'not-allowed', message: 'It is done; its result is for the person who began it.' }

export function cancelJob(id: string): void {
  void call('jobs.cancel', { id })
}
