/** The facilitator's opening, in its paragraphs; where its lines break in the template means nothing. */
export function Opening({ text }: { text: string }) {
  if (!text.trim()) return null
  return (
    <div className="opening">
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  )
}
