import { listPolicies } from '../escalation/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { PolicyChooser } from './types.ts'

/** Alertmanager names its responders with every alert: they are looked up once in this time. */
const keepMs = 5_000

/** Organizations whose policies are remembered; then all are forgotten. */
const maxRemembered = 1_000

interface Known {
  idByName: ReadonlyMap<string, string>
  untilMs: number
}

export function createPolicyChooser(kernel: Kernel): PolicyChooser {
  const knownByOrg = new Map<string, Known>()
  const namesOf = async (orgId: string) => {
    const known = knownByOrg.get(orgId)
    if (known && known.untilMs > performance.now()) return known.idByName
    const idByName = await readNames(kernel, orgId)
    if (knownByOrg.size >= maxRemembered) knownByOrg.clear()
    knownByOrg.set(orgId, { idByName, untilMs: performance.now() + keepMs })
    return idByName
  }
  return {
    async choose(orgId, names) {
      if (names.length === 0) return undefined
      const idByName = await namesOf(orgId)
      const chosen = names.find((name) => idByName.has(plain(name)))
      return chosen === undefined ? undefined : idByName.get(plain(chosen))
    },
  }
}

const plain = (name: string) => name.trim().toLowerCase()

async function readNames(kernel: Kernel, orgId: string): Promise<Map<string, string>> {
  const policies = await kernel.work.inOrganization(orgId, ({ trx }) => listPolicies(trx))
  const idByName = new Map<string, string>()
  // A key counts before a name, and an id is nobody's name.
  for (const { id, item } of policies) idByName.set(plain(item.name ?? item.key), id)
  for (const { id, item } of policies) idByName.set(item.key, id).set(id, id)
  return idByName
}
