import { join } from 'node:path'
import type { Ground } from './ground.ts'

/** One node with the database in its data directory. */
export function embeddedGround(folder: string): Ground {
  return {
    dataDirOf: () => join(folder, 'data'),
    envOf: () => ({}),
    close: async () => {},
  }
}
