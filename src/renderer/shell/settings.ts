import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Theme = 'system' | 'light' | 'dark'
export type Density = 'compact' | 'comfortable'

interface Settings {
  theme: Theme
  density: Density
  moreContrast: boolean
  /** Shortcuts of one key, such as `/` and `?`. */
  singleKeys: boolean
  navigationFolded: boolean
  inspectorFolded: boolean
}

/** How this window looks; it belongs to this computer, not to the workspace. */
export const useSettings = create<Settings>()(
  persist(
    (): Settings => ({
      theme: 'system',
      density: 'compact',
      moreContrast: false,
      singleKeys: true,
      navigationFolded: false,
      inspectorFolded: false,
    }),
    { name: 'afterword-window' },
  ),
)

export function change(settings: Partial<Settings>): void {
  useSettings.setState(settings)
}

/** Keeps the document's look as the settings and the system ask. */
export function applySettings(): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  const apply = () => {
    const { theme, density, moreContrast } = useSettings.getState()
    const { dataset } = document.documentElement
    dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
    dataset.density = density
    dataset.contrast = moreContrast || contrast.matches ? 'more' : 'normal'
  }
  apply()
  const stop = useSettings.subscribe(apply)
  dark.addEventListener('change', apply)
  contrast.addEventListener('change', apply)
  return () => {
    stop()
    dark.removeEventListener('change', apply)
    contrast.removeEventListener('change', apply)
  }
}
