import { expect, it } from 'vitest'
import { menuOf } from '../../../src/renderer/shell/nativeMenu.ts'

const run = () => undefined

it('puts the commands of the palette into the native menus', () => {
  const commands = [
    { id: 'room.home', title: 'Go to Home', group: 'Go to', keys: 'G H', run },
    { id: 'workspace.backup', title: 'Back up the workspace', group: 'Workspace', run },
    { id: 'palette.open', title: 'Commands', group: 'Window', keys: 'Ctrl+K', run },
    { id: 'undo', title: 'Undo', group: 'Window', keys: 'Ctrl+Z', run },
    { id: 'reviews.new', title: 'New review', group: 'Reviews', keys: 'N', run },
  ]
  expect(menuOf(commands)).toEqual([
    { id: 'room.home', title: 'Go to Home', group: 'View', enabled: true },
    { id: 'workspace.backup', title: 'Back up the workspace', group: 'File', enabled: true },
    { id: 'palette.open', title: 'Commands', group: 'View', keys: 'Ctrl+K', enabled: true },
    { id: 'reviews.new', title: 'New review', group: 'Review', enabled: true },
  ])
})
