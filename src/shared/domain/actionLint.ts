/** A remark on how an action is put. It advises; it never blocks. */
export interface ActionRemark {
  rule: 'owner' | 'due-date' | 'criterion' | 'verb' | 'people' | 'placeholder'
  /** What is open, and what would help. */
  message: string
}

export interface ActionToLint {
  title: string
  /** The name of the owner as recorded; null where nobody owns it. */
  owner: string | null
  dueOn: string | null
  criterion: string
}

/** Verbs after which nobody can say whether the thing was done. */
const openEnded = [
  'improve',
  'enhance',
  'investigate',
  'look into',
  'look at',
  'consider',
  'explore',
  'think about',
  'discuss',
  'evaluate',
  'assess',
  'optimise',
  'optimize',
  'strengthen',
  'revisit',
  'rethink',
  'monitor',
  'ensure',
  'make sure',
  'work on',
  'try to',
  'better',
  'more',
  'address',
  'handle',
  'harden',
]

/** Actions that change how careful people are, rather than what they work with. */
const onPeople =
  /\b(?:be (?:more )?(?:careful|vigilant|attentive)|pay (?:more|closer) attention|remind (?:everyone|everybody|the team|engineers|developers|people|staff)|raise awareness|remember to|double[- ]check)\b/i

const placeholder = /^(?:tbd|todo|to do|n\/?a|none|-+|\?+|description:?(?:\s+description:?)*(?:\s+@?\S+)?)$/i
const groupOwner =
  /\b(?:team|squad|group|guild|department|everyone|everybody|all|engineering|operations|ops|sre|devops|tbd|nobody|unassigned)\b/i
const severalOwners = /[,;/&+]|\b(?:and|or)\b/i

/** Remarks in a fixed order; none means that the action can be checked by somebody who was not there. */
export function lintAction(action: ActionToLint): ActionRemark[] {
  const title = action.title.trim().replace(/\s+/g, ' ').slice(0, 500)
  return [
    ...ownerRemarks(action.owner),
    ...dueDateRemarks(action.dueOn),
    ...criterionRemarks(action),
    ...titleRemarks(title),
  ]
}

function ownerRemarks(owner: string | null): ActionRemark[] {
  const name = owner?.trim().slice(0, 200) ?? ''
  if (name === '') return [{ rule: 'owner', message: 'Nobody owns this yet. Agree on one person.' }]
  if (severalOwners.test(name)) {
    return [
      { rule: 'owner', message: `“${name}” is more than one person. Agree on one who sees it through.` },
    ]
  }
  if (groupOwner.test(name)) {
    return [
      { rule: 'owner', message: `“${name}” is a group. Agree on one person in it who sees it through.` },
    ]
  }
  return []
}

function dueDateRemarks(dueOn: string | null): ActionRemark[] {
  return dueOn ? [] : [{ rule: 'due-date', message: 'There is no due date. Agree on a day.' }]
}

function criterionRemarks(action: ActionToLint): ActionRemark[] {
  const criterion = action.criterion.trim()
  if (criterion === '' || placeholder.test(criterion)) {
    return [
      {
        rule: 'criterion',
        message: 'It does not say by what it counts as done. What could somebody else look at and agree?',
      },
    ]
  }
  if (criterion.toLowerCase() === action.title.trim().toLowerCase()) {
    return [
      { rule: 'criterion', message: 'The criterion repeats the title. What can be seen once it is done?' },
    ]
  }
  return []
}

function titleRemarks(title: string): ActionRemark[] {
  if (title === '' || placeholder.test(title)) {
    return [
      {
        rule: 'placeholder',
        message: 'The title does not say what changes. Begin with a verb: add, remove, move, alert.',
      },
    ]
  }
  if (onPeople.test(title)) {
    return [
      {
        rule: 'people',
        message:
          'This asks people to take more care. What could change in the system, so that less care is needed?',
      },
    ]
  }
  const lower = title.toLowerCase()
  const verb = openEnded.find((one) => lower === one || lower.startsWith(`${one} `))
  // A number makes it checkable: "Improve the p99 latency to 200 ms".
  if (!verb || /\d/.test(title)) return []
  const name = title.slice(0, verb.length)
  return [
    {
      rule: 'verb',
      message: `“${name}” has no end that can be checked. What will be there that is not there now, and how will it be seen?`,
    },
  ]
}
