import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Collects the fonts of the documents into out/fonts, each family with its licence (SIL Open Font Licence). They come from
 * packages, so that the repository holds none. A second run copies nothing; families that documents no longer use go.
 */
const root = resolve(import.meta.dirname, '..')
const source = join(root, 'node_modules/@expo-google-fonts')
const target = process.argv[2] ? resolve(process.argv[2]) : join(root, 'out/fonts')

// Signs have one weight: a bold one says nothing more.
const regular = ['400Regular']
const regularAndBold = ['400Regular', '700Bold']
const families = {
  inter: ['Inter', ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold', '700Bold_Italic']],
  'jetbrains-mono': ['JetBrainsMono', regularAndBold],
  'noto-sans-sc': ['NotoSansSC', regularAndBold],
  'noto-sans-jp': ['NotoSansJP', regularAndBold],
  'noto-sans-kr': ['NotoSansKR', regularAndBold],
  'ibm-plex-sans-arabic': ['IBMPlexSansArabic', regularAndBold],
  'noto-sans-hebrew': ['NotoSansHebrew', regularAndBold],
  'noto-sans-devanagari': ['NotoSansDevanagari', regularAndBold],
  'noto-sans-bengali': ['NotoSansBengali', regularAndBold],
  'noto-sans-tamil': ['NotoSansTamil', regularAndBold],
  'noto-sans-thai': ['NotoSansThai', regularAndBold],
  'noto-sans-georgian': ['NotoSansGeorgian', regularAndBold],
  'noto-sans-armenian': ['NotoSansArmenian', regularAndBold],
  'noto-emoji': ['NotoEmoji', regular],
  'noto-sans-symbols': ['NotoSansSymbols', regular],
  'noto-sans-symbols-2': ['NotoSansSymbols2', regular],
  'noto-sans-math': ['NotoSansMath', regular],
}

function copyOnce(from, to) {
  if (existsSync(to) && statSync(to).size === statSync(from).size) return 0
  // Whole or not at all: tests may ask for them while they are collected.
  const copy = `${to}.${process.pid}`
  copyFileSync(from, copy)
  renameSync(copy, to)
  return 1
}

let copied = 0
for (const [folder, [name, styles]] of Object.entries(families)) {
  const place = join(target, folder)
  mkdirSync(place, { recursive: true })
  copied += copyOnce(join(source, folder, 'LICENSE_FONT'), join(place, 'LICENSE'))
  for (const style of styles) {
    copied += copyOnce(
      join(source, folder, style, `${name}_${style}.ttf`),
      join(place, `${name}_${style}.ttf`),
    )
  }
}
for (const folder of readdirSync(target))
  if (!(folder in families)) rmSync(join(target, folder), { recursive: true, force: true })
console.log(copied === 0 ? `Fonts are up to date in ${target}` : `Copied ${copied} font files to ${target}`)
