import type { SampleReview } from './sample.ts'

/** A review that is still being prepared, so that its open findings can be seen. */
export const token: SampleReview = {
  title: 'Access token in a published build log',
  templateId: 'security-incident',
  begun: '2026-11-19T08:05:00Z',
  state: 'draft',
  label: 'restricted',
  zone: 'Europe/Copenhagen',
  incident: {
    title: 'Access token in a published build log',
    severity: 'SEV-3',
    services: ['Build platform'],
    times: {
      started: '2026-11-18 16:12',
      detected: '2026-11-19 09:30',
      acknowledged: '2026-11-19 09:34',
      mitigated: '2026-11-19 09:41',
    },
    impact: '',
  },
  sections: {
    summary: `A build log that anyone can read showed an access token of the package store for seventeen hours. The token could read packages, and publish none. It was withdrawn eleven minutes after it was seen.`,
    containment: 'The token was withdrawn at 09:41, and the log was replaced by one without it.',
  },
  evidence: [
    {
      file: 'package-store-access.txt',
      title: 'Uses of the token, 18 and 19 November',
      source: 'Access log of the package store',
      effectiveFrom: '2026-11-18',
      label: 'restricted',
    },
  ],
  timeline: [
    {
      time: '2026-11-18 16:12',
      text: 'A build with verbose output prints the token.',
      source: 'Build platform',
    },
    {
      time: '2026-11-19 09:30',
      text: 'A search of published logs finds the token.',
      source: 'Secret scanner',
      key: true,
    },
    {
      time: '2026-11-19 09:41',
      text: 'The token is withdrawn.',
      source: 'Package store',
      shows: 'package-store-access.txt',
    },
  ],
  factors: [
    {
      category: 'configuration',
      title: 'Verbose output prints the environment',
      detail: 'The option was turned on to understand a failing build.',
    },
  ],
  actions: [
    {
      title: 'Mask tokens in build logs before they are published',
      detail: '',
      owner: 'Priya Raman',
      dueInDays: null,
      criterion: '',
      priority: 'high',
      state: 'open',
    },
  ],
}
