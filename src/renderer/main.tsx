import { createRoot } from 'react-dom/client'
import { setPlatform } from './data/port.ts'
import { getPlatform } from './platform/index.ts'
import { App } from './shell/App.tsx'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'
import './components/Toolbar.css'
import './theme/print.css'

setPlatform(getPlatform())
const place = document.getElementById('app')
if (place) createRoot(place).render(<App />)
