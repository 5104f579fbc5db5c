import { z } from 'zod'

/** What people do around a review. One person may have several roles. */
export const roles = [
  'facilitator',
  'responder',
  'engineering-lead',
  'incident-manager',
  'compliance-officer',
  'trainer',
  'administrator',
] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

export const roleNames: Record<Role, string> = {
  facilitator: 'facilitator',
  responder: 'responder',
  'engineering-lead': 'engineering lead',
  'incident-manager': 'incident manager',
  'compliance-officer': 'compliance officer',
  trainer: 'trainer',
  administrator: 'administrator',
}

/** A role with its article, for sentences: "an engineering lead". */
export function aRole(of: Role): string {
  const name = roleNames[of]
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`
}

export const capabilities = [
  /** Record incidents, their times and their impact. */
  'incidents.edit',
  /** Write sections, timeline and contributing factors of a review. */
  'reviews.write',
  /** Start reviews, run sessions, send a review to its approvers. */
  'reviews.facilitate',
  'reviews.validate-technically',
  'reviews.review-process',
  /** Agree, as the second person, that an open finding stays open. */
  'waivers.approve',
  'actions.edit',
  /** Agree, as the second person, that an action will not be done. */
  'actions.approve',
  'evidence.add',
  /** See evidence and export packs that carry the label `restricted`. */
  'evidence.restricted',
  'packs.export',
  /** Seal an approved review; compile binders and frozen reports. */
  'packs.seal',
  'training.make',
  'templates.edit',
  'people.manage',
  /** Settings, backup, restore, revocation of certificates. */
  'workspace.manage',
] as const
export type Capability = (typeof capabilities)[number]

const everyone: readonly Capability[] = ['incidents.edit', 'reviews.write', 'actions.edit', 'evidence.add']

/** What each role may do. An administrator keeps the workspace, and for that alone approves nothing. */
export const roleCapabilities: Record<Role, readonly Capability[]> = {
  responder: everyone,
  facilitator: [...everyone, 'reviews.facilitate', 'packs.export'],
  'engineering-lead': [
    ...everyone,
    'reviews.facilitate',
    'reviews.validate-technically',
    'waivers.approve',
    'actions.approve',
    'packs.export',
  ],
  'incident-manager': [
    ...everyone,
    'reviews.facilitate',
    'reviews.review-process',
    'waivers.approve',
    'actions.approve',
    'evidence.restricted',
    'packs.export',
    'packs.seal',
    'templates.edit',
  ],
  'compliance-officer': [
    'evidence.add',
    'waivers.approve',
    'evidence.restricted',
    'packs.export',
    'packs.seal',
    'templates.edit',
  ],
  trainer: ['training.make'],
  administrator: ['people.manage', 'workspace.manage', 'templates.edit'],
}

/** Whether one of a person's roles allows it. */
export function may(held: readonly Role[], capability: Capability): boolean {
  return held.some((one) => roleCapabilities[one].includes(capability))
}

/** The roles that allow it, in the order of {@link roles}; for "ask an engineering lead" in a refusal. */
export function rolesThatMay(capability: Capability): Role[] {
  return roles.filter((one) => roleCapabilities[one].includes(capability))
}
