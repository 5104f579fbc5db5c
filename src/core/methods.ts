import type { MethodName } from '#shared/contract/index.ts'
import type { Handlers } from './implement.ts'

type Feature = MethodName extends infer Name ? (Name extends `${infer F}.${string}` ? F : never) : never
type MethodsOf<F extends Feature> = Pick<Handlers, Extract<MethodName, `${F}.${string}`>>

const people = async () => (await import('./people/methods.ts')).peopleMethods

/** Where each method of the contract stands, by what its name begins with. Loaded when first called, since a start needs few. */
const features: { [F in Feature]: () => Promise<MethodsOf<F>> } = {
  workspace: async () => {
    const [{ workspaceMethods }, { backupMethods }] = await Promise.all([
      import('./workspace/methods.ts'),
      import('./workspace/backupMethods.ts'),
    ])
    return { ...workspaceMethods, ...backupMethods }
  },
  people,
  teams: people,
  services: people,
  incidents: async () => (await import('./incidents/methods.ts')).incidentsMethods,
  templates: async () => (await import('./templates/methods.ts')).templatesMethods,
  reviews: async () => (await import('./reviews/methods.ts')).reviewsMethods,
  timeline: async () => (await import('./timeline/methods.ts')).timelineMethods,
  factors: async () => (await import('./factors/methods.ts')).factorsMethods,
  actions: async () => (await import('./actions/methods.ts')).actionsMethods,
  sessions: async () => (await import('./sessions/methods.ts')).sessionsMethods,
  evidence: async () => (await import('./evidence/methods.ts')).evidenceMethods,
  identities: async () => (await import('./identities/methods.ts')).identitiesMethods,
  exports: async () => (await import('./exports/methods.ts')).exportsMethods,
  verification: async () => (await import('./verification/methods.ts')).verificationMethods,
  imports: async () => (await import('./imports/methods.ts')).importsMethods,
  search: async () => (await import('./search/methods.ts')).searchMethods,
  auditLog: async () => (await import('./auditLog/methods.ts')).auditLogMethods,
  jobs: async () => (await import('./jobs/methods.ts')).jobsMethods,
}

/** The method of this name, from its feature. */
export async function handlerOf<M extends MethodName>(name: M): Promise<Handlers[M]> {
  const feature = name.slice(0, name.indexOf('.')) as Feature
  const methods: Partial<Handlers> = await features[feature]()
  return methods[name] as Handlers[M]
}
