import { implement } from '../implement.ts'

export const jobsMethods = implement({
  'jobs.list': (call) => call.state.jobs.list(call.state.workspace?.person?.id),
  'jobs.get': (call, input) => call.state.jobs.get(input.id, call.state.workspace?.person?.id),
  'jobs.cancel'(call, input) {
    call.state.jobs.cancel(input.id)
    return {}
  },
})
