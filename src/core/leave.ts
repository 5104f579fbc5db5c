import type { CoreState } from './call.ts'

/**
 * Closes the open workspace, if there is one. Nothing new begins in it; what runs in it ends first, so that nothing
 * writes into a closed workspace; and nothing that was decrypted outlives it.
 */
export async function leaveWorkspace(state: CoreState): Promise<boolean> {
  const { workspace } = state
  state.workspace = null
  await state.jobs.close()
  await state.turns.ended()
  // Those that a call has begun which was under way.
  await state.jobs.close()
  try {
    await workspace?.close()
  } finally {
    await state.files.clear()
  }
  return workspace !== null
}
