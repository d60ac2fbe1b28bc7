import type { Scenario } from '../scenario.ts'
import { clusterGround } from './cluster.ts'
import { smallDiskGround } from './disk.ts'
import { embeddedGround } from './embedded.ts'
import { externalGround } from './external.ts'
import type { Ground } from './ground.ts'

/** Makes what the nodes stand on, in `folder`. */
export async function openGround(
  kind: NonNullable<Scenario['ground']>,
  folder: string,
  nodes: number,
): Promise<Ground> {
  if (kind === 'external') return externalGround(folder, nodes)
  if (kind === 'cluster') return clusterGround(folder)
  return kind === 'small disk' ? smallDiskGround(folder) : embeddedGround(folder)
}
