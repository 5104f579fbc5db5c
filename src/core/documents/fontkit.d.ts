/** What is used of fontkit, which ships no types. */
declare module 'fontkit' {
  export function create(bytes: Uint8Array): {
    characterSet: number[]
    hasGlyphForCodePoint(code: number): boolean
  }
}
