import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Template } from '#shared/domain/template.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { parseTemplate } from './parse.ts'
import { parseTaxonomy, type Taxonomy } from './parseTaxonomy.ts'

/** Versions never change once they are saved, so each is parsed once a process. */
const parsed = new Map<string, Template>()

function parseOnce(markdown: string): Template {
  let found = parsed.get(markdown)
  if (!found) {
    found = parseTemplate(markdown)
    if (parsed.size > 200) parsed.clear()
    parsed.set(markdown, found)
  }
  return found
}

/** A version of a template. @throws AfterwordError `not-found` */
export async function templateOf(db: Reader | Writer, id: string, version: number): Promise<Template> {
  const row = await db
    .selectFrom('template')
    .select('markdown')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw new AfterwordError('not-found', `The template ${id} in version ${version} is not there.`)
  return parseOnce(row.markdown)
}

/** @throws AfterwordError `not-found` */
export async function newestTemplate(db: Reader | Writer, id: string): Promise<Template> {
  const row = await db
    .selectFrom('template')
    .select('markdown')
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row)
    throw new AfterwordError(
      'not-found',
      `There is no template ${id}. Choose one from the list of templates.`,
    )
  return parseOnce(row.markdown)
}

/** The templates that ship with Afterword, as text. */
export async function shippedTemplates(
  resources: string,
): Promise<{ markdown: string; template: Template }[]> {
  const folder = join(resources, 'templates')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.map((markdown) => ({ markdown, template: parseTemplate(markdown) }))
}

/** Puts those of the given templates into the workspace that it does not have yet; answers their names. */
export async function installTemplates(
  tx: Writer,
  shipped: { markdown: string; template: Template }[],
  at: string,
): Promise<string[]> {
  const added: string[] = []
  for (const { markdown, template } of shipped) {
    const there = await tx
      .selectFrom('template')
      .select('id')
      .where('id', '=', template.id)
      .where('version', '>=', template.version)
      .executeTakeFirst()
    if (there) continue
    await insertTemplate(tx, template, markdown, true, at)
    added.push(`${template.id}@${template.version}`)
  }
  return added
}

export async function insertTemplate(
  tx: Writer,
  template: Template,
  markdown: string,
  builtIn: boolean,
  at: string,
): Promise<void> {
  const { id, version, name, description } = template
  await tx
    .insertInto('template')
    .values({ id, version, name, description, builtIn: Number(builtIn), markdown, createdAt: at })
    .execute()
}

let taxonomy: { resources: string; read: Promise<Taxonomy> } | undefined

/** The taxonomy of contributing factors. */
export function taxonomyOf(resources: string): Promise<Taxonomy> {
  if (taxonomy?.resources !== resources)
    taxonomy = {
      resources,
      read: readFile(join(resources, 'taxonomy/factors.yaml'), 'utf8').then(parseTaxonomy),
    }
  return taxonomy.read
}
