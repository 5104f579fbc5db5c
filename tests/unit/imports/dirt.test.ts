import { expect, it } from 'vitest'
import { parsePostmortem } from '#core/imports/markdown/parsePostmortem.ts'

const parse = (text: string, fileName = 'outage') =>
  parsePostmortem(new TextEncoder().encode(text), { fileName })

it('reads front matter, and keeps keys that it does not know', () => {
  const record = parse(
    '---\ntitle: Outage of mail\nstart_time: 2020-01-01T10:00:00Z\nend_time: 0001-01-01T00:00:00Z\ncategories: [dns, mail]\ncompany: Acme\n__proto__: x\n---\nMail was down.\n',
  )
  expect(record).toMatchObject({
    outcome: 'review',
    title: 'Outage of mail',
    summary: 'Mail was down.',
    categories: ['dns', 'mail'],
  })
  expect(record.times.startedAt?.time.at).toBe('2020-01-01T10:00:00.000Z')
  expect(record.frontMatter.endTime).toBeUndefined()
  expect(record.frontMatter.extra).toEqual([{ key: '__proto__', value: 'x', line: 7 }])
})

it('reads a bullet list as a timeline, the day from its heading', () => {
  const record = parse(
    '# Outage\n\n## Timeline\n\nAll times in UTC.\n\n### 2020-11-17\n\n- 10:45~ – Alerts fire\n- **11:00**: Fixed\n  - by a restart\n- and then we slept\n',
  )
  expect(record.timeline.map(({ time, text, line }) => [time.at, text, line])).toEqual([
    ['2020-11-17T10:45:00.000Z', 'Alerts fire', 9],
    ['2020-11-17T11:00:00.000Z', 'Fixed', 10],
  ])
  expect(record.timeline[1]?.detail).toBe('- by a restart')
  expect(record.sections[0]?.markdown).toContain('and then we slept')
})

it('takes owner and due date out of a title, from brackets, tables and check boxes', () => {
  const record = parse(
    '# Outage\n\n## Follow-ups\n\n- [x] Add alerts (owner: Ann, due: 2020-12-01)\n- Call for meeting (Rasmus call)\n\n| Action | Who | Due date | Status |\n|---|---|---|---|\n| Lock versions | Bo | soon | open |\n',
  )
  expect(record.actions).toEqual([
    { title: 'Add alerts', owner: 'Ann', due: '2020-12-01', dueDate: '2020-12-01', done: true, line: 5 },
    { title: 'Call for meeting (Rasmus call)', line: 6 },
    { title: 'Lock versions', owner: 'Bo', due: 'soon', status: 'open', done: false, line: 10 },
  ])
  expect(record.findings.map(({ code, line }) => [code, line])).toEqual([['due-unclear', 10]])
})

it('keeps sections word for word with the definitions they need; BOM and CRLF do not matter', () => {
  const record = parse(
    '\ufeffOutage\r\n======\r\n\r\nLessons learned\r\n---------------\r\n\r\nSee *[this][a]*.\r\n\r\n# Stats\r\n\r\n- Time to detection: 64 minutes\r\n\r\n[a]: https://example.org/a\r\n',
  )
  expect(record.title).toBe('Outage')
  expect(record.sections).toEqual([
    {
      heading: 'Lessons learned',
      kind: 'lessons',
      markdown: 'See *[this][a]*.\n\n[a]: https://example.org/a',
      line: 4,
    },
  ])
  expect(record.statistics).toEqual([
    { label: 'Time to detection', value: '64 minutes', minutes: 64, line: 11 },
  ])
})

it('tells of rows left from the template and of times without a date', () => {
  const record = parse(
    '# Outage\n\n## Summary\n\nDown.\n\n## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 20xx-MM-DD HH:mm | Short event description |\n| 10:45 | Alerts |\n',
  )
  expect(record.findings.map(({ code, line }) => [code, line])).toEqual([
    ['template-row', 11],
    ['time-no-date', 12],
  ])
  expect(record.timeline).toHaveLength(1)
})

it('reads 1,000 small reviews in a few seconds', () => {
  const text = `# Outage\n\n## Timeline\n\nAll times in UTC.\n\n| Time | Event |\n|---|---|\n${'| 2020-01-01 10:00 | x |\n'.repeat(10)}`
  const start = performance.now()
  for (let n = 0; n < 1_000; n += 1) parse(text)
  expect(performance.now() - start).toBeLessThan(20_000)
})
