/** The common name of a certificate's subject or issuer; the whole where it has none. */
export function nameOf(distinguishedName: string): string {
  return (
    /(?:^|[,+]\s*)CN=((?:\\.|[^,+\\])+)/.exec(distinguishedName)?.[1]?.replace(/\\(.)/g, '$1') ??
    distinguishedName
  )
}
