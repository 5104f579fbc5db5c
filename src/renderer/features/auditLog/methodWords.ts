import type { Choice } from '../../components/Select.tsx'
import type { CommandName } from '../../data/commands.ts'

/** What one looks for in a log, by the method that does it. */
const words: Partial<Record<CommandName, string>> = {
  'reviews.create': 'Reviews started',
  'reviews.saveSection': 'Sections written',
  'reviews.submit': 'Reviews sent to approval',
  'reviews.approve': 'Approvals signed',
  'reviews.requestChanges': 'Changes asked for',
  'reviews.requestWaiver': 'Waivers asked for',
  'reviews.approveWaiver': 'Waivers agreed to',
  'reviews.amend': 'Reviews amended',
  'timeline.add': 'Timeline entries added',
  'timeline.update': 'Timeline entries changed',
  'actions.add': 'Actions added',
  'actions.close': 'Actions closed',
  'actions.decline': 'Actions not to be done',
  'actions.changeDue': 'Due dates changed',
  'evidence.add': 'Evidence added',
  'evidence.open': 'Evidence looked at',
  'evidence.transfer': 'Evidence transferred',
  'evidence.checkAll': 'Checks of all evidence',
  'exports.create': 'Exports',
  'identities.create': 'Signing keys created',
  'identities.importPkcs12': 'Signing keys imported',
  'identities.revoke': 'Signing keys revoked',
  'people.update': 'People changed',
  'templates.save': 'Templates saved',
  'workspace.open': 'Workspace opened',
  'workspace.actAs': 'Persons switched',
  'workspace.backup': 'Backups',
  'workspace.changePassphrase': 'Passphrase changed',
}

export const methodChoices: Choice[] = Object.entries(words).map(([id, label]) => ({ id, label }))
