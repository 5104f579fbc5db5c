import type { SampleReview } from './sample.ts'

export const clockChange: SampleReview = {
  title: 'Freight invoices sent twice in the night of the clock change',
  templateId: 'failed-change',
  begun: '2026-10-26T08:15:00Z',
  state: 'technical-validation',
  label: 'confidential',
  zone: 'Europe/Copenhagen',
  incident: {
    title: 'Freight invoices sent twice',
    severity: 'SEV-3',
    services: ['Invoicing'],
    times: {
      started: '2026-10-25 02:30 CET',
      detected: '2026-10-25 08:40',
      acknowledged: '2026-10-25 08:55',
      mitigated: '2026-10-25 09:20',
      resolved: '2026-10-26 11:05',
    },
    impact:
      '138 freight customers received each of their 311 invoices twice, with two numbers. No money was moved: freight ' +
      'invoices are paid within 30 days. All customers were told on the 26th which number counts.',
  },
  sections: {
    summary: `In the night of 25 October the hour from 02:00 to 03:00 came twice. The job that makes freight invoices had been moved four days earlier from 04:00 to 02:30 local time, and so ran twice. The second run found the same trips and made second invoices for them, with new numbers. A customer asked about it at 08:40.`,
    impact: `311 invoices for 138 customers were made twice, 311 mails too many were sent, and 311 credit notes had to be booked. Accounting spent one and a half days on it. No payment was affected.`,
    change: `Change 2304 moved the invoice job from 04:00 to 02:30, so that it would end before the new nightly backup at 03:30. The time of a job is given in local time by the scheduler's own choice; UTC can be asked for by a field that the form does not show.`,
    preparation: `The plan looked at how long the job runs and what else runs then. It was tried on two nights in staging, which keeps UTC and so has no hour that comes twice. The date of the clock change was in the calendar of operations, though not in the one for changes.`,
    rollback: `At 09:20 the job was switched off. The second set of invoices was found by their numbers, and credit notes were made for them on the 26th. The job runs at 04:00 again until the actions below are done.`,
    lessons: `A job that makes something once for each trip relied on being started once. The clock change only showed it; a restart at the wrong minute would have done the same. Staging in UTC hides everything that local time does.`,
  },
  evidence: [
    {
      file: 'scheduler-history.csv',
      title: 'Runs of the invoice job, 20 to 26 October',
      source: 'Scheduler, exported by Tomasz Nowak',
      effectiveFrom: '2026-10-20',
      label: 'internal',
    },
    {
      file: 'customer-message.txt',
      title: 'First message of a customer',
      source: 'Support mailbox; name and address removed',
      effectiveFrom: '2026-10-25',
      label: 'confidential',
    },
  ],
  timeline: [
    {
      time: '2026-10-21 10:15',
      text: 'Change 2304 moves the invoice job to 02:30 local time.',
      source: 'Change calendar',
    },
    {
      time: '2026-10-25 02:30 CEST',
      text: 'The job runs and makes 311 invoices.',
      source: 'Scheduler',
      shows: 'scheduler-history.csv',
    },
    {
      time: '2026-10-25 02:30 CET',
      text: 'The hour comes again; the job runs again and makes 311 invoices for the same trips.',
      source: 'Scheduler',
      key: true,
      shows: 'scheduler-history.csv',
    },
    {
      time: '2026-10-25 08:40',
      text: 'A customer asks which of two invoices counts.',
      source: 'Support mailbox',
      key: true,
      shows: 'customer-message.txt',
    },
    { time: '2026-10-25 09:20', text: 'The job is switched off.', source: 'Scheduler' },
    {
      time: '2026-10-26 11:05',
      text: 'Credit notes are booked, and customers are told.',
      source: 'Accounting',
    },
  ],
  factors: [
    {
      category: 'design',
      title: 'Making an invoice did not ask whether the trip has one',
      detail: 'The job marks a trip as invoiced only after the mail was sent, in another system.',
    },
    {
      category: 'configuration',
      title: 'Times of jobs are local time unless a hidden field says otherwise',
      detail: 'The form of the scheduler shows a time without a zone.',
      shows: 'scheduler-history.csv',
    },
    {
      category: 'testing',
      title: 'Staging keeps UTC',
      detail: 'What local time does twice a year cannot happen there.',
    },
  ],
  actions: [
    {
      title: 'Make one invoice per trip, however often the job runs',
      detail: 'A unique key over trip and period in the invoice table.',
      owner: 'Tomasz Nowak',
      dueInDays: 14,
      criterion: 'Starting the job twice in staging makes each invoice once.',
      priority: 'high',
      state: 'open',
    },
    {
      title: 'Show the zone of every job in the scheduler’s form',
      detail: '',
      owner: 'Priya Raman',
      dueInDays: 45,
      criterion:
        'The form shows UTC or a named zone beside each time; the five jobs between 02:00 and 03:00 are in UTC.',
      priority: 'medium',
      state: 'open',
    },
  ],
  session: {
    scribe: 'Lena Fischer',
    attendees: ['Mira Lindqvist', 'Tomasz Nowak', 'Priya Raman'],
    notes: 'The plan for change 2304 was a careful one. What it could not see was what staging cannot show.',
    minutes: [5, 18, 21, 12, 4],
    decisions: ['No job that makes documents runs between 02:00 and 03:00 local time.'],
    parkingLot: [],
  },
}
