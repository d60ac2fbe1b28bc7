import type { Work } from '../../kernel/db/work.ts'
import type { Call } from '../types.ts'

/** One transaction in the organization of the key. */
export function inside<T>({ kernel, source }: Call, act: (work: Work) => Promise<T>): Promise<T> {
  return kernel.work.inOrganization(source.orgId, act)
}
