import type { ReadinessRule } from '#shared/domain/readinessRules.ts'
import type { TemplateSection } from '#shared/domain/template.ts'

const numbered = (count: number, one: string, many: string) =>
  count === 1 ? `At least one ${one}` : `At least ${count} ${many}`

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** What a rule of a template asks of a review, in words. */
export function ruleWords(
  rule: ReadinessRule,
  sections: readonly Pick<TemplateSection, 'id' | 'title'>[],
): string {
  switch (rule.rule) {
    case 'required-time': {
      const names = listed(rule.times)
      return rule.times.length === 1 ? `The time ${names} is known` : `The times ${names} are known`
    }
    case 'impact':
      return 'The impact is described'
    case 'section-words': {
      const title = sections.find(({ id }) => id === rule.section)?.title ?? rule.section
      return rule.words === 1 ? `“${title}” is written` : `“${title}” has at least ${rule.words} words`
    }
    case 'minimum-factors':
      return numbered(rule.count, 'contributing factor', 'contributing factors')
    case 'timeline-minimum':
      return numbered(rule.count, 'entry on the timeline', 'entries on the timeline')
    case 'key-moment':
      return numbered(rule.count, 'key moment on the timeline', 'key moments on the timeline')
    case 'linked-evidence':
      return numbered(
        rule.count,
        'piece of evidence that something links to',
        'pieces of evidence that something links to',
      )
    case 'action-minimum':
      return numbered(rule.count, 'action', 'actions')
    case 'action-owner':
      return 'Every action has an owner'
    case 'action-due-date':
      return 'Every action has a due date'
    case 'action-criterion':
      return 'Every action says what it counts as done by'
  }
}
