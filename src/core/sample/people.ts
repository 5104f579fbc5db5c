import type { SamplePerson } from './sample.ts'

export const sampleName = 'Northwind Ferries (sample)'

/** Of the sample workspace, and of every signing key in it. It is a secret of nobody. */
export const samplePassphrase = 'afterword-sample'

/** The first one makes the workspace and prepares its reviews. */
export const firstPerson: SamplePerson = {
  name: 'Mira Lindqvist',
  email: 'mira.lindqvist@northwind-ferries.example',
  roles: ['facilitator', 'administrator'],
  signs: true,
}

export const technicalApprover = 'Jonas Weber'
export const processApprover = 'Amara Okafor'

export const otherPeople: SamplePerson[] = [
  {
    name: technicalApprover,
    email: 'jonas.weber@northwind-ferries.example',
    roles: ['engineering-lead'],
    signs: true,
  },
  {
    name: processApprover,
    email: 'amara.okafor@northwind-ferries.example',
    roles: ['incident-manager'],
    signs: true,
  },
  {
    name: 'Ines Carvalho',
    email: 'ines.carvalho@northwind-ferries.example',
    roles: ['compliance-officer'],
    signs: true,
  },
  {
    name: 'Tomasz Nowak',
    email: 'tomasz.nowak@northwind-ferries.example',
    roles: ['responder'],
    signs: false,
  },
  {
    name: 'Priya Raman',
    email: 'priya.raman@northwind-ferries.example',
    roles: ['responder'],
    signs: false,
  },
  {
    name: 'Lena Fischer',
    email: 'lena.fischer@northwind-ferries.example',
    roles: ['trainer'],
    signs: false,
  },
]

export const sampleTeams = [
  { name: 'Booking', members: ['Tomasz Nowak', 'Jonas Weber'] },
  { name: 'Platform', members: ['Priya Raman'] },
]

export const sampleServices = [
  { name: 'Booking checkout', description: 'Where passengers pay for a crossing', team: 'Booking' },
  { name: 'Payments gateway', description: 'Talks to the card acquirer', team: 'Booking' },
  { name: 'Invoicing', description: 'Invoices for freight customers, made each night', team: 'Booking' },
  { name: 'Build platform', description: 'Builds and publishes every service', team: 'Platform' },
]
