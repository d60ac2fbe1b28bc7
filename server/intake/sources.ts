import type { z } from 'zod'
import type { EventRule } from '../../contract/config/event-rule.ts'
import type { Language } from '../../contract/keys.ts'
import type { EventQuery, SourceDetail, sourceList, eventList, EventView } from '../../contract/sources.ts'
import { findAlert, isUuid } from '../alerts/index.ts'
import { auditShown } from '../audit/index.ts'
import { holdsOf } from '../holds/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import type { Actor } from '../kernel/http/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { setupGuide } from './guide.ts'
import { presentEvent, presentSource } from './present.ts'
import { presentRules } from './rules/present.ts'
import { findEvent, listEvents } from './store/events.ts'
import type { EventPage, EventRow } from './store/events.ts'
import * as store from './store/sources.ts'

/** Who asks, as far as it decides what is shown. */
export interface Reader {
  orgId: string
  language: Language
  mayReadSecrets: boolean
  actor: Actor
}

/** A page of sources by key; the cursor is the key of the last one of the page before. */
export async function listSources(
  kernel: Kernel,
  reader: Reader,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<z.output<typeof sourceList>> {
  const rows = await kernel.work.inOrganization(reader.orgId, async (work) => {
    const { trx, now, orgId } = work
    if (reader.mayReadSecrets) {
      const subject = { kind: 'organization', id: orgId }
      await auditShown(work, { action: 'source.keys_shown', actor: reader.actor, subject })
    }
    return store.listSources(trx, now, { limit: limit + 1, after: cursor })
  })
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => presentSource(kernel, row, reader.mayReadSecrets)),
    nextCursor: rows.length > limit ? page.at(-1)!.key : null,
  }
}

/** One source with its guide. Throws not_found. */
export async function getSource(kernel: Kernel, reader: Reader, name: string): Promise<SourceDetail> {
  const { row, rules } = await kernel.work.inOrganization(reader.orgId, async (work) => {
    const found = await existingSource(work, name)
    if (reader.mayReadSecrets && found.integrationKeySealed !== null) {
      await auditShown(work, { action: 'source.key_shown', actor: reader.actor, subject: subjectOf(found) })
    }
    return { row: found, rules: await presentRules(work.trx, found.id, found.rules as EventRule[]) }
  })
  const view = { ...presentSource(kernel, row, reader.mayReadSecrets), rules }
  const { url, integrationKey } = view
  if (url === null || integrationKey === null) return { ...view, setup: null }
  const markdown = setupGuide(row.type, reader.language, { url, integrationKey, publicUrl: kernel.publicUrl() })
  return { ...view, setup: markdown === undefined ? null : { markdown } }
}

export const subjectOf = ({ id, key, name }: store.SourceRow) => ({ kind: 'source', id, key, name })

export async function existingSource({ trx, now }: Work, name: string): Promise<store.SourceRow> {
  const row = await store.findSource(trx, now, name)
  if (!row) throw new Fault('not_found', 'There is no such source.')
  return row
}

/** The raw events of a source, newest first. Throws not_found. */
export async function listSourceEvents(kernel: Kernel, orgId: string, name: string, query: EventQuery) {
  return kernel.work.inOrganization(orgId, async (work) => {
    const { id } = await existingSource(work, name)
    return eventPage(work.trx, await listEvents(work.trx, { sourceId: id }, pageOf(query)), query)
  })
}

/** The raw events that an alert was made of, newest first. Throws not_found. */
export async function listAlertEvents(kernel: Kernel, orgId: string, idOrNumber: string, query: EventQuery) {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const alert = await findAlert(trx, idOrNumber)
    if (!alert) throw new Fault('not_found', 'There is no such alert.')
    return eventPage(trx, await listEvents(trx, { alertId: alert.id }, pageOf(query)), query)
  })
}

/** Throws not_found. */
export async function getEvent(kernel: Kernel, orgId: string, id: string): Promise<EventView> {
  const [event] = isUuid(id)
    ? await kernel.work.inOrganization(orgId, async ({ trx }) => {
        const row = await findEvent(trx, id)
        return row ? presented(trx, [row]) : []
      })
    : []
  if (!event) throw new Fault('not_found', 'There is no such event, or it was deleted after its time.')
  return event
}

function pageOf({ limit, cursor, outcome, dedupKey, q, from, to }: EventQuery): EventPage {
  if (cursor !== undefined && !isUuid(cursor)) {
    throw new Fault('invalid_request', 'The cursor is not one that this list gave out.')
  }
  const instantOf = (text: string | undefined) => (text === undefined ? undefined : Temporal.Instant.from(text))
  const times = { from: instantOf(from), to: instantOf(to) }
  return { limit: limit + 1, before: cursor, outcome, dedupKey, text: q === '' ? undefined : q, ...times }
}

async function eventPage(
  trx: Trx,
  rows: readonly EventRow[],
  { limit }: EventQuery,
): Promise<z.output<typeof eventList>> {
  const page = rows.slice(0, limit)
  return { items: await presented(trx, page), nextCursor: rows.length > limit ? page.at(-1)!.id : null }
}

async function presented(trx: Trx, rows: readonly EventRow[]): Promise<EventView[]> {
  const holds = await holdsOf(trx, [...new Set(rows.flatMap(({ alertId }) => alertId ?? []))])
  return rows.map((row) => presentEvent(row, row.alertId === null ? undefined : holds.get(row.alertId)))
}
