import type { EventRule } from '../../contract/config/event-rule.ts'
import type { AlertEvent } from '../../contract/intake/event.ts'
import type { testResult } from '../../contract/sources.ts'
import type { z } from 'zod'
import { findAlert } from '../alerts/index.ts'
import { audit } from '../audit/index.ts'
import { findOrganization } from '../identity/index.ts'
import { Fault } from '../kernel/fault.ts'
import { actorOf } from '../kernel/http/actor.ts'
import type { Caller } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { randomToken } from '../kernel/secrets.ts'
import type { Intake } from './create.ts'
import { asOpenSource } from './open-sources.ts'
import { readyRules } from './rules/source-rules.ts'
import { existingSource, subjectOf } from './sources.ts'

/**
 * Sends a test event through a source: collected, committed, folded and escalated like any other. It says that it is a
 * test, and is of severity info, so that it pages low unless the source says otherwise. Throws not_found, conflict, overloaded.
 */
export async function sendTestEvent(
  kernel: Kernel,
  intake: Intake,
  caller: Caller,
  name: string,
): Promise<z.output<typeof testResult>> {
  const { orgId } = caller
  const { row, rules, organization } = await kernel.work.inOrganization(orgId, async (work) => {
    const found = await existingSource(work, name)
    return {
      row: found,
      rules: await readyRules(work.trx, intake.lookup.tables, found, found.rules as EventRule[]),
      organization: await findOrganization(work.trx),
    }
  })
  if (row.integrationKeySealed === null) throw new Fault('conflict', 'Nothing is sent to a built-in source.')
  if (!row.enabled) throw new Fault('conflict', 'The source is switched off: it takes no events.')
  const words = kernel.i18n.in(organization.language)
  const event = testEvent(words('intake:test.summary', { source: row.name, person: caller.name }), caller.name)
  const verdict = await intake.collector.submit({
    source: { ...asOpenSource(kernel, orgId, row), rules },
    events: [event],
    rawOf: () => JSON.stringify(event.raw),
    bytes: 0,
    refused: [],
    receivedAt: kernel.clock.now(),
  })
  if (verdict.kind === 'overloaded') throw new Fault('overloaded', 'The test event could not be stored in time.')
  if (verdict.kind === 'failed') throw new Error('the test event could not be stored')
  await kernel.work.inOrganization(orgId, async (work) => {
    audit(work, { action: 'source.tested', actor: actorOf(caller), subject: subjectOf(row) })
  })
  return alertOf(kernel, orgId, event.dedupKey, verdict.outcomes[0]?.alertId)
}

function testEvent(summary: string, person: string): AlertEvent {
  return {
    action: 'trigger',
    // Each test is an alert of its own: a second try must be seen as well.
    dedupKey: `test:${randomToken(12)}`,
    summary,
    severity: 'info',
    fields: { test: 'true', sentBy: person },
    links: [],
    images: [],
    raw: { test: true, summary, sentBy: person },
  }
}

async function alertOf(kernel: Kernel, orgId: string, dedupKey: string, alertId: string | undefined) {
  if (alertId === undefined) return { dedupKey, alertId: null, alertNumber: null }
  const alert = await kernel.work.inOrganization(orgId, ({ trx }) => findAlert(trx, alertId))
  return { dedupKey, alertId, alertNumber: alert?.number ?? null }
}
