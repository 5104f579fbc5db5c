import type { ScriptLanguage } from '../model.ts'
import { mono, sans } from './theme.ts'

interface Font {
  name: string
  /** Asked for where the font is not installed. */
  instead: string
  panose: string
  family: 'swiss' | 'modern'
  pitch: 'variable' | 'fixed'
}

const fonts: Font[] = [
  { name: sans, instead: 'Calibri', panose: '020B0004020202020204', family: 'swiss', pitch: 'variable' },
  { name: mono, instead: 'JetBrains Mono', panose: '020B0609020204030204', family: 'modern', pitch: 'fixed' },
  {
    name: 'Arial',
    instead: 'Noto Sans Arabic',
    panose: '020B0604020202020204',
    family: 'swiss',
    pitch: 'variable',
  },
  {
    name: 'Microsoft YaHei',
    instead: 'Noto Sans SC',
    panose: '020B0503020204020204',
    family: 'swiss',
    pitch: 'variable',
  },
  {
    name: 'Yu Gothic',
    instead: 'Noto Sans JP',
    panose: '020B0400000000000000',
    family: 'swiss',
    pitch: 'variable',
  },
  {
    name: 'Malgun Gothic',
    instead: 'Noto Sans KR',
    panose: '020B0503020000020004',
    family: 'swiss',
    pitch: 'variable',
  },
  {
    name: 'Nirmala UI',
    instead: 'Noto Sans Devanagari',
    panose: '020B0502040204020203',
    family: 'swiss',
    pitch: 'variable',
  },
  {
    name: 'Leelawadee UI',
    instead: 'Noto Sans Thai',
    panose: '020B0502040204020203',
    family: 'swiss',
    pitch: 'variable',
  },
]

/** The fonts of East Asian and of complex scripts beside the Latin one. */
export const scriptFonts = { ascii: sans, hAnsi: sans, eastAsia: 'Microsoft YaHei', cs: 'Arial' } as const

interface Script {
  /** What a run says of its language (BCP 47). */
  language: { value?: string; eastAsia?: string; bidirectional?: string }
  font: { eastAsia?: string; cs?: string }
}

/** How words of another script than Latin ask for their fonts: Chinese, Japanese and Korean share characters. */
export const scripts: Record<Exclude<ScriptLanguage, 'en'>, Script> = {
  ar: { language: { bidirectional: 'ar-SA' }, font: {} },
  he: { language: { bidirectional: 'he-IL' }, font: {} },
  hi: { language: { bidirectional: 'hi-IN' }, font: { cs: 'Nirmala UI' } },
  bn: { language: { bidirectional: 'bn-BD' }, font: { cs: 'Nirmala UI' } },
  ta: { language: { bidirectional: 'ta-IN' }, font: { cs: 'Nirmala UI' } },
  th: { language: { bidirectional: 'th-TH' }, font: { cs: 'Leelawadee UI' } },
  // Neither East Asian nor complex: their letters take the first font, and Word finds one that has them.
  ka: { language: { value: 'ka-GE' }, font: {} },
  hy: { language: { value: 'hy-AM' }, font: {} },
  zh: { language: { eastAsia: 'zh-CN' }, font: { eastAsia: 'Microsoft YaHei' } },
  ja: { language: { eastAsia: 'ja-JP' }, font: { eastAsia: 'Yu Gothic' } },
  ko: { language: { eastAsia: 'ko-KR' }, font: { eastAsia: 'Malgun Gothic' } },
}

/** `word/fontTable.xml` (ECMA-376-1, 17.8.3): what to set instead where a font is not installed. */
export function fontTable(): string {
  const entries = fonts.map(
    (font) =>
      `<w:font w:name="${font.name}"><w:altName w:val="${font.instead}"/><w:panose1 w:val="${font.panose}"/>` +
      `<w:family w:val="${font.family}"/><w:pitch w:val="${font.pitch}"/></w:font>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `${entries.join('')}</w:fonts>`
  )
}
