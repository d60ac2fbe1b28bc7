import type { Channel } from '../../contract/config/person.ts'
import type { Severity } from './person.ts'

/** What a set-up has, as far as it can be wrong. */
export interface SetupFacts {
  /** The sample company: nothing of it leaves the house, on purpose. */
  demo: boolean
  /** How each channel leaves the house, and how many verified contacts it has. */
  channels: readonly { channel: Channel; simulated: boolean; contacts: number }[]
  sources: readonly (Named & { enabled: boolean; hasEvent: boolean })[]
  heartbeats: readonly (Named & { hasPing: boolean })[]
  /** `empty`: the numbers of the steps, counted from 1, behind which nobody stands now. */
  policies: readonly (Named & { steps: number; empty: readonly number[] })[]
  /** Schedules that a policy names, with the times to come in which nobody is on call. */
  schedules: readonly (Named & { gaps: readonly { from: Temporal.Instant; to: Temporal.Instant }[] })[]
  /** Former keys and secrets: those that were used after their end, and those that end soon and are still in use. */
  formerKeys: readonly FormerKeyFacts[]
  services: readonly (Named & { hasSource: boolean })[]
  /** Rules of sources find services for each event: which ones cannot be known beforehand. */
  findsServices: boolean
  /** Who is paged when nobody else is reached; undefined: nobody. */
  fallback: (Named & { reachable: boolean }) | undefined
  /** People who may be paged and are not ready for it. */
  notReady: number
}

interface FormerKeyFacts extends Named {
  noun: 'sources' | 'heartbeats'
  /** How often it was refused within the last day. */
  refused: number
  /** How often it was used within the last hour. */
  used: number
  endsAt: Temporal.Instant | null
}

interface Named {
  key: string
  name: string
}

export const setupNouns = ['sources', 'heartbeats', 'escalationPolicies', 'schedules', 'services', 'users'] as const

export type SetupProblemCode =
  | 'no_policy'
  | 'no_source'
  | 'policy_reaches_nobody'
  | 'step_reaches_nobody'
  | 'schedule_gap'
  | 'channel_simulated'
  | 'people_not_ready'
  | 'fallback_missing'
  | 'fallback_unreachable'
  | 'former_key_refused'
  | 'former_key_ends'
  | 'source_silent'
  | 'heartbeat_silent'
  | 'service_unwatched'

export interface SetupProblem {
  code: SetupProblemCode
  severity: Severity
  /** What it is about; undefined when it is about the whole. */
  subject?: Named & { noun: (typeof setupNouns)[number] }
  step?: number
  count?: number
  channel?: Channel
  from?: Temporal.Instant
  to?: Temporal.Instant
}

/** Everything that would hurt at the next alert, the worst first. */
export function setupProblems(facts: SetupFacts): SetupProblem[] {
  const found = [
    ...missing(facts),
    ...policyProblems(facts),
    ...channelProblems(facts),
    ...gapProblems(facts),
    ...peopleProblems(facts),
    ...keyProblems(facts),
    ...silent(facts),
  ]
  return found.toSorted((a, b) => rank(a) - rank(b))
}

const rank = ({ severity }: SetupProblem) => (severity === 'error' ? 0 : 1)

function missing({ policies, sources }: SetupFacts): SetupProblem[] {
  return [
    ...(policies.length === 0 ? [{ code: 'no_policy', severity: 'error' } as const] : []),
    ...(sources.length === 0 ? [{ code: 'no_source', severity: 'error' } as const] : []),
  ]
}

function policyProblems({ policies }: SetupFacts): SetupProblem[] {
  return policies.flatMap(({ key, name, steps, empty }): SetupProblem[] => {
    const subject = { noun: 'escalationPolicies' as const, key, name }
    if (empty.length === steps) return [{ code: 'policy_reaches_nobody', severity: 'error', subject }]
    return empty.map((step) => ({ code: 'step_reaches_nobody', severity: 'warning', subject, step }))
  })
}

/** Mails also carry invitations and new passwords: without a server nobody gets them, whoever has contacts. */
function channelProblems({ demo, channels }: SetupFacts): SetupProblem[] {
  if (demo) return []
  return channels
    .filter(({ channel, simulated, contacts }) => simulated && (channel === 'email' || contacts > 0))
    .map(({ channel, contacts }) => ({ code: 'channel_simulated', severity: 'error', channel, count: contacts }))
}

function gapProblems({ schedules }: SetupFacts): SetupProblem[] {
  return schedules.flatMap(({ key, name, gaps }): SetupProblem[] => {
    const [first] = gaps
    if (!first) return []
    const subject = { noun: 'schedules' as const, key, name }
    return [{ code: 'schedule_gap', severity: 'warning', subject, count: gaps.length, from: first.from, to: first.to }]
  })
}

function peopleProblems({ notReady, fallback }: SetupFacts): SetupProblem[] {
  return [
    ...(notReady > 0 ? [{ code: 'people_not_ready', severity: 'warning', count: notReady } as const] : []),
    ...fallbackProblems(fallback),
  ]
}

/** Whoever still uses a key that was replaced is not heard any more, or soon. */
function keyProblems({ formerKeys }: SetupFacts): SetupProblem[] {
  return formerKeys.flatMap(({ noun, key, name, refused, used, endsAt }): SetupProblem[] => {
    const subject = { noun, key, name }
    if (refused > 0) return [{ code: 'former_key_refused', severity: 'error', subject, count: refused }]
    if (used === 0 || endsAt === null) return []
    return [{ code: 'former_key_ends', severity: 'warning', subject, count: used, to: endsAt }]
  })
}

function fallbackProblems(fallback: SetupFacts['fallback']): SetupProblem[] {
  if (fallback === undefined) return [{ code: 'fallback_missing', severity: 'warning' }]
  if (fallback.reachable) return []
  const { key, name } = fallback
  return [{ code: 'fallback_unreachable', severity: 'error', subject: { noun: 'users', key, name } }]
}

function silent({ sources, heartbeats, services, findsServices }: SetupFacts): SetupProblem[] {
  const about = (code: SetupProblemCode, noun: (typeof setupNouns)[number], found: readonly Named[]) =>
    found.map(({ key, name }): SetupProblem => ({ code, severity: 'warning', subject: { noun, key, name } }))
  return [
    ...about(
      'source_silent',
      'sources',
      sources.filter(({ enabled, hasEvent }) => enabled && !hasEvent),
    ),
    ...about(
      'heartbeat_silent',
      'heartbeats',
      heartbeats.filter(({ hasPing }) => !hasPing),
    ),
    ...about('service_unwatched', 'services', findsServices ? [] : services.filter(({ hasSource }) => !hasSource)),
  ]
}
