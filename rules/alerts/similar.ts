import { similarity } from '../groups/similarity.ts'

/** An alert as far as it can be like another one. */
export interface Comparable {
  id: string
  sourceId: string
  dedupKey: string
  serviceId: string | null
  summary: string
}

export type Kinship = 'key' | 'service' | 'source'

/** Below this, two summaries of the same service or source tell of different things. */
const leastLikeness = 0.6

/**
 * Those of the candidates (newest first) that are like an alert, at most `most`: first what has its dedup key at its source,
 * then what is said of its service, then what its source says, each the more alike the earlier, the newer the earlier.
 */
export function rankSimilar<Candidate extends Comparable>(
  alert: Comparable,
  candidates: readonly Candidate[],
  most: number,
): { candidate: Candidate; kinship: Kinship; likeness: number }[] {
  const kin = candidates.flatMap((candidate) => {
    if (candidate.id === alert.id) return []
    const likeness = similarity(alert.summary, candidate.summary)
    const kinship = kinshipOf(alert, candidate)
    return kinship === 'key' || (kinship && likeness >= leastLikeness) ? [{ candidate, kinship, likeness }] : []
  })
  return kin
    .toSorted((a, b) => order[a.kinship] - order[b.kinship] || (a.kinship === 'key' ? 0 : b.likeness - a.likeness))
    .slice(0, most)
}

const order: Record<Kinship, number> = { key: 0, service: 1, source: 2 }

function kinshipOf(alert: Comparable, other: Comparable): Kinship | undefined {
  if (other.sourceId === alert.sourceId && other.dedupKey === alert.dedupKey) return 'key'
  if (alert.serviceId !== null && other.serviceId === alert.serviceId) return 'service'
  return other.sourceId === alert.sourceId ? 'source' : undefined
}

/** The middle one of these lengths, of two middle ones the shorter; undefined of none. */
export function usualLength(seconds: readonly number[]): number | undefined {
  return seconds.toSorted((a, b) => a - b)[Math.floor((seconds.length - 1) / 2)]
}
