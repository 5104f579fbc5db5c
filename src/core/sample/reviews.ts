import { join } from 'node:path'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import type { SamplePlaces } from './buildSample.ts'
import { callThrough, type SampleDoor } from './client.ts'
import { firstPerson, processApprover, samplePassphrase, technicalApprover } from './people.ts'
import type { SampleReview, SampleSession } from './sample.ts'

/** Makes one incident with its review and brings it as far as the sample says. @returns the review's id */
export async function buildReview(
  door: SampleDoor,
  sample: SampleReview,
  places: SamplePlaces,
  files: string,
): Promise<string> {
  door.clock.goTo(sample.begun)
  const reviewId = await beginReview(door, sample, places)
  const evidence = await addEvidence(door, sample, reviewId, files)
  await write(door, sample, reviewId, evidence)
  await addActions(door, sample, reviewId, places)
  if (sample.session) await holdSession(door, sample.session, reviewId, places)
  if (sample.state === 'draft') return reviewId
  await submit(door, reviewId)
  if (sample.state === 'approved') {
    door.clock.pass(3 * 60)
    await approve(door, reviewId, places.people.get(technicalApprover)!)
    door.clock.pass(19 * 60)
    await approve(door, reviewId, places.people.get(processApprover)!)
    await actAs(door, places.people.get(firstPerson.name)!)
  }
  return reviewId
}

function readTime(door: SampleDoor, text: string, zone: string): Promise<TimeValue> {
  return callThrough(door, 'incidents.readTime', { text, zone })
}

async function beginReview(door: SampleDoor, sample: SampleReview, places: SamplePlaces): Promise<string> {
  const { title, severity, services, impact } = sample.incident
  const times = { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null }
  for (const [name, text] of Object.entries(sample.incident.times))
    Object.assign(times, { [name]: await readTime(door, text, sample.zone) })
  const incident = await callThrough(door, 'incidents.create', {
    title,
    severity,
    label: sample.label,
    times,
    impact,
    serviceIds: services.map((name) => places.services.get(name)!),
  })
  const review = await callThrough(door, 'reviews.create', {
    incidentId: incident.id,
    templateId: sample.templateId,
    title: sample.title,
    facilitatorId: places.people.get(firstPerson.name)!,
    label: sample.label,
  })
  return review.id
}

/** @returns the ids of evidence by its files' names */
async function addEvidence(
  door: SampleDoor,
  sample: SampleReview,
  reviewId: string,
  files: string,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { file, title, source, effectiveFrom, label } of sample.evidence) {
    const { ref } = await door.offer(join(files, file))
    const added = await callThrough(door, 'evidence.add', {
      reviewId,
      file: ref,
      title,
      source,
      effectiveFrom,
      label,
    })
    ids.set(file, added.id)
  }
  return ids
}

async function write(
  door: SampleDoor,
  sample: SampleReview,
  reviewId: string,
  evidence: Map<string, string>,
): Promise<void> {
  const shown = (file: string | undefined) => (file === undefined ? [] : [evidence.get(file)!])
  const { sections } = await callThrough(door, 'reviews.get', { id: reviewId })
  for (const { id: sectionId, version } of sections) {
    const markdown = sample.sections[sectionId]
    if (markdown !== undefined)
      await callThrough(door, 'reviews.saveSection', { reviewId, sectionId, version, markdown })
  }
  for (const { time, text, source, key = false, shows } of sample.timeline)
    await callThrough(door, 'timeline.add', {
      reviewId,
      time: await readTime(door, time, sample.zone),
      text,
      source,
      key,
      evidenceIds: shown(shows),
    })
  for (const { category, title, detail, shows } of sample.factors)
    await callThrough(door, 'factors.add', { reviewId, category, title, detail, evidenceIds: shown(shows) })
}

async function addActions(
  door: SampleDoor,
  sample: SampleReview,
  reviewId: string,
  places: SamplePlaces,
): Promise<void> {
  for (const { title, detail, owner, dueInDays, criterion, priority, state, closureNote } of sample.actions) {
    const added = await callThrough(door, 'actions.add', {
      reviewId,
      title,
      detail,
      ownerId: owner === null ? null : places.people.get(owner)!,
      dueOn: dueInDays === null ? null : dayAfter(door.clock.real(), dueInDays),
      criterion,
      priority,
    })
    const { id, version } = added
    if (state === 'in-progress') await callThrough(door, 'actions.start', { id, version })
    if (state === 'done') await callThrough(door, 'actions.close', { id, version, note: closureNote! })
  }
}

function dayAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

async function holdSession(
  door: SampleDoor,
  session: SampleSession,
  reviewId: string,
  { people }: SamplePlaces,
): Promise<void> {
  const { id } = await callThrough(door, 'sessions.start', {
    reviewId,
    facilitatorId: people.get(firstPerson.name)!,
    scribeId: people.get(session.scribe)!,
    attendeeIds: session.attendees.map((name) => people.get(name)!),
  })
  const [held] = (await callThrough(door, 'sessions.list', { reviewId })).filter((one) => one.id === id)
  let { version } = held!
  for (const item of held!.agenda.keys()) {
    version = (await callThrough(door, 'sessions.moveTo', { id, version, item })).version
    door.clock.pass((session.minutes[item] ?? 0) - 2)
  }
  const { notes, decisions, parkingLot } = session
  version = (await callThrough(door, 'sessions.update', { id, version, notes, decisions, parkingLot }))
    .version
  await callThrough(door, 'sessions.end', { id, version })
}

async function submit(door: SampleDoor, id: string): Promise<void> {
  for (const to of ['in-session', 'written'] as const) {
    const { state, version } = await callThrough(door, 'reviews.get', { id })
    const before = to === 'in-session' ? 'draft' : 'in-session'
    if (state === before) await callThrough(door, 'reviews.move', { id, version, to })
  }
  const { version } = await callThrough(door, 'reviews.get', { id })
  await callThrough(door, 'reviews.submit', { id, version })
}

async function approve(door: SampleDoor, id: string, personId: string): Promise<void> {
  await actAs(door, personId)
  const { version } = await callThrough(door, 'reviews.get', { id })
  await callThrough(door, 'reviews.approve', { id, version, passphrase: samplePassphrase })
}

async function actAs(door: SampleDoor, personId: string): Promise<void> {
  await callThrough(door, 'workspace.actAs', { personId, passphrase: samplePassphrase })
}
