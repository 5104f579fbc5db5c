import { Component, type ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'

/** Keeps a fault in one room from taking the window with it. */
export class Problem extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className="room-scroll stack">
        <h1>This view could not be shown</h1>
        <ErrorNote error={error} />
        <p className="quiet">What you saved is safe. Show it again, or go to another room.</p>
        <div>
          <Button onPress={() => this.setState({ error: null })}>Show it again</Button>
        </div>
      </div>
    )
  }
}
