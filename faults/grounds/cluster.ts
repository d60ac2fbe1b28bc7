import type { Ground } from './ground.ts'
export async function clusterGround(folder: string): Promise<Ground> {
  throw new Error(folder)
}
