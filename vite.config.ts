import config from './electron.vite.config.ts'

/** Builds the window alone, as electron-vite does: `node_modules/.bin/vite build`. */
export default config.renderer
