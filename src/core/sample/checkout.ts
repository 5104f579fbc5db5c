import type { SampleReview } from './sample.ts'

export const checkout: SampleReview = {
  title: 'Booking checkout slow and failing for 47 minutes',
  templateId: 'blameless-standard',
  begun: '2026-10-15T07:30:00Z',
  state: 'approved',
  label: 'internal',
  zone: 'Europe/Copenhagen',
  incident: {
    title: 'Booking checkout slow and failing',
    severity: 'SEV-2',
    services: ['Booking checkout', 'Payments gateway'],
    times: {
      started: '2026-10-14 13:52',
      detected: '2026-10-14 14:05',
      acknowledged: '2026-10-14 14:07',
      mitigated: '2026-10-14 14:31',
      resolved: '2026-10-14 14:39',
    },
    impact:
      'About 1,900 passengers saw the payment page load for more than 20 seconds; 412 payments were refused or abandoned. ' +
      'Nobody was charged twice. Tickets at terminals and on board were not affected.',
  },
  sections: {
    summary: `On 14 October, from 13:52 to 14:39, the booking checkout answered slowly and refused about one payment in five. A release at 13:50 had turned on fraud screening for all cards. Each screened payment held a database connection while it waited for the screening service, and the pool of 40 connections was used up within two minutes. Turning the screening off by its flag freed the pool; checkout recovered at 14:39.`,
    impact: `Counted from the payment log and from the status page's measurements:

| What | Usual | During the incident |
|---|---:|---:|
| Payments begun | 2,080 | 1,904 |
| Payments refused or abandoned | 21 | 412 |
| Median time to answer | 0.4 s | 11.8 s |
| 95th percentile | 1.1 s | 29.6 s |

Of the 412, 268 passengers booked later the same day. Freight customers book by another way and noticed nothing.`,
    detection: `The first sign was an alert on the *95th percentile of answer times* at 14:05, thirteen minutes after the start. Before that, the pool's wait count had risen steeply, but nothing watched it: the dashboard shows connections in use, and 40 of 40 looked like a busy afternoon before the autumn holidays.`,
    response: `Tomasz took the alert at 14:07 and looked at the acquirer first, since the last two slow checkouts had come from there. The acquirer's status was green, and a test payment from its console passed at once; that pointed back inside. At 14:19 Priya saw in the trace of one payment that it spent 20 seconds *holding* a connection and doing nothing with it.

1. At 14:24 the pool was raised from 40 to 80 connections. It filled again within a minute, which showed that the time a connection is held was the cause of waiting, not their number.
2. At 14:31 the fraud screening was turned off by its flag. Waiting payments drained, and answers were back to usual at 14:39.`,
    'what-went-well': `- The release had a flag, and turning it off needed no new release.
- Support and engineering shared one channel from 14:10 on, so that the status page was right after six minutes.
- The payment log made it possible to say for sure that nobody was charged twice.`,
    'what-was-hard': `- Two dashboards showed two different numbers for "connections", and neither showed waiting.
- The load test before the release used cards of one bank, which the screening service answers from its cache.`,
    lessons: `A pool that is full and a pool that is waited for look the same from outside. We now know that a call to another company inside a database transaction sets the limit of the whole checkout, and that our load test could not show it, because its cards were all answered from a cache.

> What surprised us most: more connections made it worse for the database, and no better for passengers.`,
  },
  evidence: [
    {
      file: 'pool-waiting.png',
      title: 'Payments waiting for a connection, 13:40 to 14:50',
      source: 'Metrics of the payments gateway',
      effectiveFrom: '2026-10-14',
      label: 'internal',
    },
    {
      file: 'payments-gateway-log.txt',
      title: 'Log of the payments gateway, extract',
      source: 'Log store, query of 14 October 2026, 15:20',
      effectiveFrom: '2026-10-14',
      label: 'internal',
    },
    {
      file: 'change-2291.pdf',
      title: 'Change record 2291: fraud screening for all cards',
      source: 'Change calendar',
      effectiveFrom: '2026-10-13',
      label: 'internal',
    },
  ],
  timeline: [
    {
      time: '2026-10-14 13:50',
      text: 'Release 2026.10.3 turns on fraud screening for all cards.',
      source: 'Change record 2291',
      shows: 'change-2291.pdf',
    },
    {
      time: '2026-10-14 13:52',
      text: 'The pool of 40 database connections is used up; payments begin to wait.',
      source: 'Metrics of the payments gateway',
      key: true,
      shows: 'pool-waiting.png',
    },
    {
      time: '2026-10-14 14:05',
      text: 'Alert: 95th percentile of checkout answers above 10 seconds for five minutes.',
      source: 'Alerting',
      key: true,
    },
    { time: '2026-10-14 14:07', text: 'Tomasz acknowledges and opens the incident channel.', source: 'Chat' },
    {
      time: '2026-10-14 14:10',
      text: 'Support joins the channel; first notice on the status page.',
      source: 'Chat',
    },
    {
      time: '2026-10-14 14:16',
      text: 'A test payment from the acquirer’s console passes at once; the search turns inside.',
      source: 'Chat',
    },
    {
      time: '2026-10-14 14:19',
      text: 'A trace shows a payment holding a connection for 20 seconds while it waits for the screening service.',
      source: 'Log of the payments gateway',
      key: true,
      shows: 'payments-gateway-log.txt',
    },
    {
      time: '2026-10-14 14:24',
      text: 'The pool is raised to 80 connections; it fills again.',
      source: 'Chat',
    },
    {
      time: '2026-10-14 14:31',
      text: 'Fraud screening is turned off by its flag; waiting payments drain.',
      source: 'Flag history',
      key: true,
    },
    {
      time: '2026-10-14 14:39',
      text: 'Answer times are back to usual.',
      source: 'Metrics of the payments gateway',
    },
  ],
  factors: [
    {
      category: 'design',
      title: 'A call to another company ran inside a database transaction',
      detail:
        'While the screening service thought, the connection was held. Its usual 0.2 seconds hid this; 20 seconds did not.',
      shows: 'payments-gateway-log.txt',
    },
    {
      category: 'testing',
      title: 'The load test was answered from a cache',
      detail:
        'All test cards belong to one bank, which the screening service knows. Real cards were new to it.',
    },
    {
      category: 'detection-observability',
      title: 'Waiting for a connection was not measured where people look',
      detail:
        'The dashboard shows connections in use. A full pool and a waited-for pool look the same there.',
      shows: 'pool-waiting.png',
    },
    {
      category: 'change-deployment',
      title: 'The flag went from none to all cards in one step',
      detail:
        'Flags can be opened by percentage; the change calendar has no field for it, and the plan had none.',
      shows: 'change-2291.pdf',
    },
  ],
  actions: [
    {
      title: 'Ask the screening service before the transaction begins',
      detail:
        'The answer goes into the transaction as data; a late answer counts as “not screened” and is looked at by hand.',
      owner: 'Tomasz Nowak',
      dueInDays: 21,
      criterion:
        'A load test with a screening service that takes 20 seconds leaves answers of other payments below 1 second.',
      priority: 'high',
      state: 'in-progress',
    },
    {
      title: 'Alert on waiting for database connections',
      detail: 'For every service with a pool, from one shared rule.',
      owner: 'Priya Raman',
      dueInDays: -9,
      criterion:
        'An alert comes within two minutes when a test holds all connections of the staging gateway.',
      priority: 'high',
      state: 'open',
    },
    {
      title: 'Use cards of twenty banks in the load test',
      detail: '',
      owner: 'Tomasz Nowak',
      dueInDays: -20,
      criterion: 'The load test’s report shows less than 5 % answers from the screening cache.',
      priority: 'medium',
      state: 'done',
      closureNote:
        'Report of the weekly load test: 3 % answered from the cache, with test cards of 24 banks.',
    },
  ],
  session: {
    scribe: 'Lena Fischer',
    attendees: ['Mira Lindqvist', 'Tomasz Nowak', 'Priya Raman', 'Lena Fischer'],
    notes: `Tomasz described how green the acquirer's page was, and how long that held. Priya: the trace view was the first place where “holding” showed. We spent most of the time on why 40 of 40 looked usual.`,
    minutes: [4, 26, 17, 14, 3],
    decisions: [
      'Flags that touch payments open by percentage, starting with 5.',
      'Waiting, not use, is what we alert on for every pool.',
    ],
    parkingLot: ['Should the status page read its numbers from the same place as the dashboards?'],
  },
}
