import type { IParagraphStyleOptions, IStylesOptions } from 'docx'
import { scriptFonts } from './fonts.ts'
import * as theme from './theme.ts'

const mono = { ascii: theme.mono, hAnsi: theme.mono, eastAsia: scriptFonts.eastAsia, cs: theme.mono }
const next = 'Normal'
const auto = 'auto' as const

const heading = (
  size: number,
  before: number,
  after: number,
  indent: number,
  color = theme.ink,
  ruled = false,
) => ({
  run: { size, bold: true, color },
  paragraph: {
    spacing: { before, after, line: 252, lineRule: auto },
    keepNext: true,
    keepLines: true,
    ...(ruled ? { border: { top: { style: 'single' as const, size: 6, space: 8, color: theme.edge } } } : {}),
    ...(indent > 0 ? { indent: { left: indent, hanging: indent }, leftTabStop: indent } : {}),
  },
  next,
})

/** Real styles: whoever edits the draft changes a style once, and Word's navigation shows the headings. */
export function wordStyles(): IStylesOptions {
  return {
    default: {
      document: {
        run: {
          font: scriptFonts,
          size: theme.bodySize,
          color: theme.ink,
          language: { value: 'en-GB', eastAsia: 'zh-CN', bidirectional: 'ar-SA' },
        },
        paragraph: { spacing: { after: 120, line: 276, lineRule: auto } },
      },
      title: {
        run: { size: 52, bold: true, color: theme.ink },
        paragraph: { spacing: { before: 0, after: 160, line: 252, lineRule: auto }, keepNext: true },
        next,
      },
      heading1: heading(34, 560, 160, 794, theme.ink, true),
      heading2: heading(26, 320, 100, 794),
      heading3: heading(22, 240, 80, 0),
      heading4: heading(21, 200, 60, 0, theme.inkMuted),
      heading5: heading(20, 160, 60, 0, theme.inkMuted),
      heading6: heading(19, 160, 60, 0, theme.inkMuted),
      hyperlink: { run: { color: theme.linkColour, underline: { type: 'single', color: theme.edge } } },
      footnoteText: { run: { size: 17 }, paragraph: { spacing: { after: 40, line: 240, lineRule: auto } } },
      caption: {
        run: { size: theme.tableSize, color: theme.inkMuted, italics: false, bold: false },
        paragraph: { spacing: { before: 60, after: 240, line: 252, lineRule: auto }, keepLines: true },
        next,
      },
    },
    paragraphStyles,
    characterStyles: [
      { id: 'CodeWords', name: 'Code Words', run: { font: mono, noProof: true } },
      {
        id: 'Hash',
        name: 'Hash',
        run: { font: mono, size: 14, color: theme.inkMuted, noProof: true },
      },
    ],
  }
}

const table = {
  run: { size: theme.tableSize },
  paragraph: { spacing: { before: 30, after: 30, line: 252, lineRule: auto } },
}

const paragraphStyles: IParagraphStyleOptions[] = [
  { id: 'TableText', name: 'Table Text', basedOn: 'Normal', quickFormat: true, ...table },
  {
    id: 'TableHead',
    name: 'Table Head',
    basedOn: 'TableText',
    run: { bold: true, color: theme.inkMuted, size: 17 },
    paragraph: { keepNext: true },
  },
  {
    id: 'TableMarked',
    name: 'Table Marked',
    basedOn: 'TableText',
    run: { bold: true },
  },
  {
    id: 'TableSmall',
    name: 'Table Small',
    basedOn: 'TableText',
    run: { size: theme.smallTableSize },
  },
  {
    id: 'TableSmallHead',
    name: 'Table Small Head',
    basedOn: 'TableHead',
    run: { size: theme.smallTableSize },
  },
  {
    id: 'TableGroup',
    name: 'Table Group',
    basedOn: 'TableText',
    run: { bold: true },
    paragraph: { keepNext: true },
  },
  { id: 'FactTerm', name: 'Fact Term', basedOn: 'TableText', run: { color: theme.inkMuted } },
  {
    id: 'Code',
    name: 'Code',
    basedOn: 'Normal',
    quickFormat: true,
    run: { font: mono, size: theme.codeSize, noProof: true },
    paragraph: {
      spacing: { before: 120, after: 120, line: 252, lineRule: auto },
      contextualSpacing: true,
      shading: { type: 'clear', color: 'auto', fill: theme.sunk },
      alignment: 'left',
    },
  },
  {
    id: 'Quote',
    name: 'Quote',
    basedOn: 'Normal',
    quickFormat: true,
    run: { color: theme.inkMuted },
  },
  {
    id: 'Notice',
    name: 'Notice',
    basedOn: 'Normal',
    paragraph: { spacing: { before: 0, after: 60, line: 264, lineRule: auto } },
  },
  {
    id: 'NoticeTitle',
    name: 'Notice Title',
    basedOn: 'Notice',
    run: { bold: true, characterSpacing: 10 },
    paragraph: { keepNext: true },
  },
  {
    id: 'EntryLabel',
    name: 'Entry Label',
    basedOn: 'Normal',
    run: { size: 17, color: theme.inkMuted },
    paragraph: {
      spacing: { before: 240, after: 20, line: 240, lineRule: auto },
      keepNext: true,
      border: { top: { style: 'single', size: 4, space: 6, color: theme.hairline } },
    },
  },
  {
    id: 'EntryTitle',
    name: 'Entry Title',
    basedOn: 'Normal',
    run: { bold: true, size: 22 },
    paragraph: { spacing: { before: 0, after: 80 }, keepNext: true, keepLines: true },
  },
  {
    id: 'Figure',
    name: 'Figure',
    basedOn: 'Normal',
    paragraph: { spacing: { before: 200, after: 60, line: 240, lineRule: auto }, keepNext: true },
  },
  { id: 'Organisation', name: 'Organisation', basedOn: 'Normal', run: { size: 24, bold: true } },
  {
    id: 'Kind',
    name: 'Kind',
    basedOn: 'Normal',
    run: { size: 22, color: theme.accent, bold: true },
    paragraph: { spacing: { before: 2600, after: 120 } },
  },
  {
    id: 'DocumentKey',
    name: 'Document Key',
    basedOn: 'Normal',
    run: { size: 24, color: theme.inkMuted },
    paragraph: { spacing: { after: 400 } },
  },
  {
    id: 'ContentsTitle',
    name: 'Contents Title',
    basedOn: 'Normal',
    run: { size: 34, bold: true },
    paragraph: { spacing: { before: 0, after: 200 }, keepNext: true },
  },
  {
    id: 'Contents1',
    name: 'Contents 1',
    basedOn: 'Normal',
    run: { bold: true },
    paragraph: { spacing: { before: 120, after: 20 }, indent: { left: 567, hanging: 567 }, leftTabStop: 567 },
  },
  {
    id: 'Contents2',
    name: 'Contents 2',
    basedOn: 'Normal',
    paragraph: { spacing: { before: 0, after: 10 }, indent: { left: 1247, hanging: 680 }, leftTabStop: 1247 },
  },
  { id: 'Running', name: 'Running Head', basedOn: 'Normal', run: { size: 16, color: theme.inkMuted } },
  {
    id: 'Rule',
    name: 'Rule',
    basedOn: 'Normal',
    paragraph: {
      spacing: { before: 160, after: 240, line: 240, lineRule: auto },
      border: { bottom: { style: 'single', size: 6, space: 1, color: theme.edge } },
    },
  },
  {
    id: 'Spacer',
    name: 'Spacer',
    basedOn: 'Normal',
    run: { size: 12 },
    paragraph: { spacing: { before: 0, after: 0, line: 160, lineRule: 'exact' } },
  },
]
