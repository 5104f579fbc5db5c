import { readFile } from 'node:fs/promises'
import type { Template } from '#shared/domain/template.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { implement } from '../implement.ts'
import { PostmortemThread } from '../imports/postmortemThread.ts'
import { current } from '../versions.ts'
import { parseTemplate } from './parse.ts'
import { insertTemplate } from './templates.ts'

const largest = 500_000

export const templatesMethods = implement({
  async 'templates.list'(call) {
    const rows = await call.read
      .selectFrom('template')
      .select(['id', 'version', 'name', 'description', 'builtIn', 'markdown'])
      .orderBy('name')
      .execute()
    const newest = new Map<string, (typeof rows)[number]>()
    for (const row of rows) if ((newest.get(row.id)?.version ?? 0) < row.version) newest.set(row.id, row)
    const uses = await reviewCounts(call)
    return [...newest.values()].map((row) => rowOf(row, parseTemplate(row.markdown), uses.get(row.id) ?? 0))
  },
  async 'templates.get'(call, input) {
    const versions = await call.read
      .selectFrom('template')
      .selectAll()
      .where('id', '=', input.id)
      .orderBy('version', 'desc')
      .execute()
    const row = input.version ? versions.find((one) => one.version === input.version) : versions[0]
    if (!row) throw new AfterwordError('not-found', `There is no template ${input.id} in this version.`)
    const template = parseTemplate(row.markdown)
    return {
      ...rowOf(row, template, (await reviewCounts(call)).get(row.id) ?? 0),
      versions: versions.map((one) => one.version),
      markdown: row.markdown,
      sections: template.sections,
      agenda: template.agenda.map(({ id: _, ...item }) => item),
      opening: template.opening,
      rules: template.rules,
      approval: template.approval,
    }
  },
  async 'templates.save'(call, input) {
    call.need('templates.edit', 'change templates')
    const given = parseTemplate(input.markdown)
    return call.write(
      async (tx, change) => {
        const last = await tx
          .selectFrom('template')
          .select(['version', 'name', 'markdown'])
          .where('id', '=', given.id)
          .orderBy('version', 'desc')
          .limit(1)
          .executeTakeFirst()
        const isOfBase = input.base?.id === given.id
        if (last && !isOfBase)
          throw new AfterwordError(
            'conflict',
            `There already is a template ${given.id} (“${last.name}”). Give this one another id, in the line “id:”.`,
          )
        if (isOfBase) current(last, input.base?.version, 'template')
        const version = (last?.version ?? 0) + 1
        const markdown = withVersion(input.markdown, version)
        if (parseTemplate(markdown).version !== version)
          throw new AfterwordError('invalid-input', 'Write the version in a line of its own: “version: 1”.')
        await insertTemplate(tx, { ...given, version }, markdown, false, call.at)
        change.subjects.push(`template:${given.id}`)
        change.payload = { id: given.id, version, markdown }
        return { id: given.id, version }
      },
      ['templates'],
      null,
    )
  },
  async 'templates.fromFile'(call, input) {
    const file = call.state.files.get(input.file)
    if (file.size > largest)
      throw new AfterwordError('invalid-input', `${file.name} is larger than 500 kB; a template is shorter.`)
    const thread = new PostmortemThread()
    try {
      return { markdown: await thread.template(await readFile(file.path), file.name) }
    } finally {
      await thread.close()
    }
  },
})

function rowOf(row: { builtIn: number }, template: Template, reviewCount: number) {
  const { id, version, name, description } = template
  const sectionCount = template.sections.length
  return { id, version, name, description, builtIn: row.builtIn === 1, sectionCount, reviewCount }
}

async function reviewCounts(call: Call): Promise<Map<string, number>> {
  const rows = await call.read
    .selectFrom('review')
    .select((eb) => ['templateId', eb.fn.countAll<number>().as('count')])
    .groupBy('templateId')
    .execute()
  return new Map(rows.map((row) => [row.templateId, row.count]))
}

/** The front matter's own line says the version that the text is saved as. */
function withVersion(markdown: string, version: number): string {
  return markdown.replace(/^version:.*$/m, `version: ${version}`)
}
