import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'
import type { configFile } from '../../contract/config/file.ts'
import { audit } from '../audit/index.ts'
import { createOrganization, findOrganization } from '../identity/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { LocalApi } from './local.ts'
import { Refused } from './local.ts'

export const demoKey = 'demo'

const details = { key: demoKey, name: 'Nordlicht IT', timezone: 'Europe/Berlin', language: 'de', demo: true } as const

/** The person whom a visitor plays: owns the sample company and is on call. */
export const visitorKey = 'ann'
export const visitorEmail = 'ann@nordlicht.example'

const file = join(import.meta.dirname, 'msp.yaml')

/** Who can sign in: an owner, a responder and a stakeholder see different things. The others have an invitation. */
const withLogin = [visitorKey, 'bob', 'henrik']

export type DemoConfig = z.input<typeof configFile>

/**
 * Makes the organization `demo` unless it is there. Throws an Error in words when a real organization has that key: nothing
 * of it is touched.
 */
export async function prepareOrganization(kernel: Kernel): Promise<void> {
  const { orgId, created } = await createOrganization(kernel, details)
  if (created) return
  const { demo } = await kernel.work.inOrganization(orgId, ({ trx }) => findOrganization(trx))
  if (!demo) {
    throw new Error(
      'The demo cannot start: there is a real organization with the key "demo". Start without --demo, or give the demo ' +
        'another data directory with PIKETT_DATA_DIR.',
    )
  }
}

/** Notes in the audit log that somebody came in by the demo's door. */
export async function noteVisit(kernel: Kernel): Promise<void> {
  const { orgId } = await createOrganization(kernel, details)
  await kernel.work.inOrganization(orgId, async (work) => {
    audit(work, { action: 'demo.entered', actor: { kind: 'unknown', name: '' } })
  })
}

/**
 * The set-up of the sample company as of this day: Ann is on call today and tomorrow, two replacements lie ahead. Applied
 * again on the same day it changes nothing. With a password three people can sign in with it; without one nobody can.
 */
export async function readDemoConfig(now: Temporal.Instant, password: string | undefined): Promise<DemoConfig> {
  const config = parse(await readFile(file, 'utf8')) as DemoConfig
  const zone = config.organization?.timezone ?? 'UTC'
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  for (const schedule of config.schedules ?? []) {
    if (schedule.key === 'netops') schedule.layers.push(visitorLayer(today))
    schedule.overrides = [replacementIn(schedule.key, today)]
  }
  for (const user of config.users ?? []) {
    if (password !== undefined && withLogin.includes(user.key)) user.password = password
  }
  return config
}

/** Yesterday as well: midnight must not take the pager from a visitor who came in the evening. */
function visitorLayer(today: Temporal.PlainDate) {
  const start = today.subtract({ days: 1 }).toString()
  return { name: 'Springerdienst', start, end: today.add({ days: 2 }).toString(), users: [visitorKey] }
}

function replacementIn(schedule: string, today: Temporal.PlainDate) {
  const [days, user, from, to] =
    schedule === 'netops' ? ([3, 'bob', '08:00', '16:00'] as const) : ([2, 'farah', '17:00', '22:00'] as const)
  const day = today.add({ days }).toString()
  return { user, from: `${day}T${from}`, to: `${day}T${to}` }
}

/**
 * Applies the set-up by the public API, as `pikett apply` does. A visitor may have entered a replacement of their own
 * where ours would lie; then theirs stays and ours is left out.
 */
export async function applyDemoConfig(api: LocalApi, config: DemoConfig): Promise<void> {
  try {
    await api.post('/config', config)
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error
    const schedules = config.schedules?.map((schedule) => ({ ...schedule, overrides: [] }))
    await api.post('/config', { ...config, ...(schedules && { schedules }) })
  }
}
