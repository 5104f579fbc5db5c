import type { Output } from '#shared/contract/index.ts'
import { roleWords } from '../words.ts'
import { ruleWords } from './ruleWords.ts'

type Template = Output<'templates.get'>

/** What a review of this template needs before it can be approved, and by whom it is. */
export function TemplateRules({ template: { rules, sections, approval } }: { template: Template }) {
  const required = sections.filter((section) => section.required).length
  const roleOf = (kind: 'technical-validation' | 'process-review') => roleWords[approval[kind]].toLowerCase()
  return (
    <>
      <section>
        <h3>Ready once</h3>
        <ul className="template-rules">
          {required > 0 && (
            <li>
              {required === 1
                ? 'The required section is written'
                : `The ${required} required sections are written`}
            </li>
          )}
          {rules.map((rule) => (
            <li key={JSON.stringify(rule)}>
              {ruleWords(rule, sections)}
              {!rule.waivable && <span className="faint">; cannot be waived</span>}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>Approved by</h3>
        <ul className="template-rules">
          <li>Technical validation: {roleOf('technical-validation')}</li>
          <li>Process review: {roleOf('process-review')}</li>
          <li>Due {approval.withinHours} h after the incident is resolved</li>
        </ul>
      </section>
    </>
  )
}
