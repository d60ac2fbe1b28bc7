import type { Content } from '../channels/channel.ts'
import type { AlertFacts } from '../types.ts'
import type { BundleTold, PageTold } from './told.ts'

/** The body of a page as the design has it (section 5); `type` and `timestamp` as Standard Webhooks recommends. */
export function pageWebhook(told: PageTold): Content {
  const { sending, facts, linkByAction, now } = told
  return {
    channel: 'webhook',
    body: {
      type: 'page',
      kind: sending.page?.kind ?? 'page',
      timestamp: now.toString(),
      alert: alertBody(facts),
      delivery: { id: sending.id, attempt: sending.attempt },
      recipient: { key: sending.recipient.key, name: sending.recipient.name },
      ...placeOf(told),
      actions: linkByAction,
    },
  }
}

/**
 * Several pages in one body. Its own fields are those of the page that leads, so that a receiver of single pages reads that
 * one; `alerts` holds all of them, as far as they fit, with the links of each.
 */
export function bundleWebhook({ sending, now, count, asks, entries, acknowledgeAll }: BundleTold): Content {
  const lead = entries[0]!
  const alerts = entries.map((entry) => ({
    ...alertBody(entry.facts),
    kind: entry.sending.page?.kind ?? 'page',
    ...placeOf(entry),
    delivery: { id: entry.sending.id, attempt: entry.sending.attempt },
    actions: entry.linkByAction,
  }))
  return {
    channel: 'webhook',
    body: {
      type: 'page',
      kind: 'bundle',
      timestamp: now.toString(),
      count,
      alert: alertBody(lead.facts),
      alerts,
      delivery: { id: sending.id, attempt: 1 },
      recipient: { key: sending.recipient.key, name: sending.recipient.name },
      ...placeOf(lead),
      actions: { ...lead.linkByAction, ...(asks > 0 && { acknowledgeAll }) },
    },
  }
}

const placeOf = ({ sending: { page } }: PageTold) => ({ step: (page?.step ?? -1) + 1, round: (page?.round ?? 0) + 1 })

function alertBody(facts: AlertFacts) {
  const { id, number, summary, status, priority, severity, dedupKey, url } = facts
  return {
    id,
    number,
    summary,
    status,
    priority,
    severity,
    dedupKey,
    source: facts.source?.key ?? null,
    customer: facts.customer?.key ?? null,
    service: facts.service?.key ?? null,
    fields: facts.fields,
    count: facts.count,
    createdAt: facts.createdAt.toString(),
    acknowledgement: facts.acknowledgement && {
      by: facts.acknowledgement.by,
      at: facts.acknowledgement.at.toString(),
      endsAt: facts.acknowledgement.endsAt?.toString() ?? null,
    },
    url,
  }
}
