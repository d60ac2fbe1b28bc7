import type { Scenario } from '../scenario.ts'
import { cluster } from './cluster.ts'
import { fullDisk } from './disk.ts'
import { nodes } from './nodes.ts'
import { oneNode } from './one-node.ts'
import { receivers } from './receivers.ts'

/** What `npm run faults` runs. */
export const scenarios: Scenario[] = [...oneNode, ...receivers, ...nodes, ...cluster, ...fullDisk]
