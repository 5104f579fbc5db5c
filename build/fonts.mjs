import { copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * Collects the fonts of the documents into out/fonts, each family with its licence (SIL Open Font Licence). They come from
 * packages, so that the repository holds none. A second run copies nothing.
 */
const root = resolve(import.meta.dirname, '..')
const source = join(root, 'node_modules/@expo-google-fonts')
const target = process.argv[2] ? resolve(process.argv[2]) : join(root, 'out/fonts')

const regularAndBold = ['400Regular', '700Bold']
const families = {
  inter: ['Inter', ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold', '700Bold_Italic']],
  'jetbrains-mono': ['JetBrainsMono', regularAndBold],
  'noto-sans-sc': ['NotoSansSC', regularAndBold],
  'noto-sans-jp': ['NotoSansJP', regularAndBold],
  'noto-sans-kr': ['NotoSansKR', regularAndBold],
  'noto-sans-arabic': ['NotoSansArabic', regularAndBold],
  'noto-sans-hebrew': ['NotoSansHebrew', regularAndBold],
  'noto-sans-devanagari': ['NotoSansDevanagari', regularAndBold],
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
console.log(copied === 0 ? `Fonts are up to date in ${target}` : `Copied ${copied} font files to ${target}`)
