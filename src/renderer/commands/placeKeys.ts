interface PlaceKeys {
  title: string
  /** A command that is there only where these keys work. */
  where: string | null
  keys: { title: string; keys: string }[]
}

/** Keys that belong to what has the focus, and so are no commands of the window. */
export const placeKeys: readonly PlaceKeys[] = [
  {
    title: 'In the timeline',
    where: 'timeline.add',
    keys: [
      { title: 'Edit the entry', keys: 'Enter' },
      { title: 'Key moment or not', keys: 'K' },
      { title: 'Remove the entry', keys: 'Delete' },
      { title: 'Zoom the picture', keys: '+ -' },
    ],
  },
  {
    title: 'While writing',
    where: 'sections.add',
    keys: [
      { title: 'Bold', keys: 'Ctrl+B' },
      { title: 'Italic', keys: 'Ctrl+I' },
      { title: 'Link', keys: 'Ctrl+Shift+K' },
      { title: 'List', keys: 'Ctrl+Shift+8' },
      { title: 'Numbered list', keys: 'Ctrl+Shift+7' },
      { title: 'Next cell of a table', keys: 'Tab' },
      { title: 'New row of a table', keys: 'Enter' },
    ],
  },
  {
    title: 'In the view for the room',
    where: 'session.room',
    keys: [
      { title: 'On to the next item', keys: '→' },
      { title: 'Back to the one before', keys: '←' },
      { title: 'Leave the view', keys: 'Esc' },
    ],
  },
  {
    title: 'In lists',
    where: null,
    keys: [
      { title: 'Move in a list', keys: '↑ ↓' },
      { title: 'Open what is active', keys: 'Enter' },
      { title: 'Select what is active', keys: 'Space' },
    ],
  },
]
