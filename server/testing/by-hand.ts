import type { ConfigInput } from './people.ts'
import type { World } from './world.ts'
import { createWorld } from './world.ts'

const carl = (aliceHook: string) => ({
  key: 'carl',
  name: 'Carl Conrad',
  email: 'carl@example.test',
  contacts: [
    { key: 'hook', channel: 'webhook' as const, address: aliceHook.replace('/alice', '/carl'), verified: true },
  ],
  notificationRules: { high: [{ contact: 'hook', after: '0s' }], low: [{ contact: 'hook', after: '0s' }] },
})
const night = { key: 'night', steps: [{ targets: ['user:carl'], timeout: '2m' }], stepEnds: 'timeout' as const }
const empty = {
  key: 'nobody',
  layers: [
    {
      name: 'later',
      start: '2027-01-04',
      rotation: { every: '1 week', handover: 'Mon 00:00' },
      users: ['bob'],
    },
  ],
}

/** Alice's organization with Carl, who is in no step of the policy, one of his own, and a schedule without anybody now. */
export function createByHandWorld(): Promise<World> {
  return createWorld({
    change: (config: ConfigInput): ConfigInput => ({
      ...config,
      users: [...(config.users ?? []), carl(config.users![0]!.contacts![0]!.address)],
      escalationPolicies: [...(config.escalationPolicies ?? []), night],
      schedules: [...(config.schedules ?? []), empty],
    }),
  })
}

/** Lets so many minutes pass and says whom each of them paged, in order: `5 bob`. */
export async function pagedByMinute(world: World, count: number): Promise<string[]> {
  const beganAt = world.clock.now().epochMilliseconds / 1_000
  await world.advance(`${count}m`)
  return world.pages.pages.splice(0).map(({ path, headers }) => {
    const minute = Math.ceil((Number(headers['webhook-timestamp']) - beganAt) / 60)
    return `${Math.max(minute, 1)} ${path.slice(1)}`
  })
}
