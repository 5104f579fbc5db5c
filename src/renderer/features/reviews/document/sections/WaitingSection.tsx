import type { Section } from './useAutosave.ts'

const lineHeight = 22
const lettersPerLine = 76

/** The place of a section that is drawn in a moment, about as high as it will be. */
export function WaitingSection({ section: { title, markdown } }: { section: Section }) {
  const lines = markdown
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lettersPerLine)), 0)
  return (
    <section className="section" aria-busy="true">
      <header className="section-head">
        <h3>{title}</h3>
      </header>
      <div className="section-waiting" style={{ height: 22 + lines * lineHeight }} />
    </section>
  )
}
