import type { Work } from '../../kernel/db/work.ts'
import type { NotificationParts } from '../parts.ts'
import { findAnswer } from '../store/answers.ts'
import type { findLinked } from '../store/answers.ts'
import { countMembers, listMembers } from '../store/bundles.ts'
import type { AlertFacts } from '../types.ts'
import { acknowledgeAll } from './acknowledge-all.ts'
import type { ActionLink } from './links.ts'

/** The page of a bundle's link names so many alerts; the console shows all. */
const shownAlerts = 20

/** The alerts behind a link that acknowledges all of them, as they stand now. */
export interface LinkedBundle {
  count: number
  shown: AlertFacts[]
  person: { userId: string; name: string; language: 'de' | 'en'; timeZone: string }
}

/** What such a link shows; looking changes nothing. */
export type BundleView =
  | { kind: 'bundle'; state: 'open'; bundle: LinkedBundle }
  | { kind: 'bundle'; state: 'expired'; bundle: LinkedBundle }
  | { kind: 'bundle'; state: 'used'; bundle: LinkedBundle; at: Temporal.Instant }

/** What came of using it. */
export type BundleUse =
  | Exclude<BundleView, { state: 'open' }>
  | { kind: 'bundle'; state: 'answered'; bundle: LinkedBundle; acknowledged: number }

type Linked = NonNullable<Awaited<ReturnType<typeof findLinked>>>

export async function lookAtBundle(
  work: Work,
  parts: NotificationParts,
  link: ActionLink,
  linked: Linked,
): Promise<BundleView | undefined> {
  if (link.action !== 'acknowledge') return undefined
  const { userId, userName: name, language, timeZone } = linked
  const { count } = await countMembers(work.trx, link.deliveryId)
  const shown: AlertFacts[] = []
  for (const { alertId } of await listMembers(work.trx, link.deliveryId, shownAlerts)) {
    const facts = await parts.ports.alertFacts(work.trx, alertId)
    if (facts) shown.push(facts)
  }
  const bundle: LinkedBundle = { count, shown, person: { userId, name, language, timeZone } }
  const answered = await findAnswer(work.trx, link.deliveryId, 'acknowledge')
  if (answered?.via === 'link') return { kind: 'bundle', state: 'used', bundle, at: answered.at }
  const isOver = Temporal.Instant.compare(link.expiresAt, work.now) <= 0
  return isOver ? { kind: 'bundle', state: 'expired', bundle } : { kind: 'bundle', state: 'open', bundle }
}

/** Acknowledges all; `look` reads again what the link leads to. */
export async function followBundleLink(
  parts: NotificationParts,
  link: ActionLink,
  { bundle }: BundleView,
  look: () => Promise<BundleView | undefined>,
): Promise<BundleUse> {
  const { userId, name: userName } = bundle.person
  const result = await acknowledgeAll(parts, {
    orgId: link.orgId,
    bundleId: link.deliveryId,
    userId,
    userName,
    via: 'link',
  })
  if (result.kind === 'used') return { kind: 'bundle', state: 'used', bundle, at: result.at }
  const after = (await look())?.bundle ?? bundle
  return { kind: 'bundle', state: 'answered', bundle: after, acknowledged: result.acknowledged }
}
