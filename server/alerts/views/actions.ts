import type { AlertViewChange, NewAlertView, SavedView } from '../../../contract/alert-list.ts'
import { allows } from '../../../contract/permissions.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import * as store from './store.ts'

type Person = Caller & { userId: string }

/** More than these nobody finds again. */
const mostPerPerson = 100

export async function showViews(work: Work, person: Person): Promise<SavedView[]> {
  return (await store.listViews(work.trx, person.userId)).map((row) => present(row, person))
}

/** Throws conflict when the person has too many, and forbidden when they may not share. */
export async function saveView(work: Work, person: Person, view: NewAlertView): Promise<SavedView> {
  const { name, filters, shared, isDefault } = view
  if (shared) checkSharing(person)
  if ((await store.countOwn(work.trx, person.userId)) >= mostPerPerson) {
    throw new Fault('conflict', `A person keeps ${mostPerPerson} views at most. Remove one first.`)
  }
  const id = work.id()
  const row = { orgId: work.orgId, id, ownerId: person.userId, name, shared, createdAt: work.now }
  await store.insertView(work.trx, { ...row, filters: JSON.stringify(filters) })
  if (isDefault) await store.setDefault(work.trx, work.orgId, person.userId, id)
  if (shared) tell(work, person, 'alert_view.shared', { id, name }, { filters })
  return present(await existing(work, person, id), person)
}

/** Throws not_found, and forbidden for what belongs to somebody else. */
export async function changeView(work: Work, person: Person, id: string, change: AlertViewChange): Promise<SavedView> {
  const before = await existing(work, person, id)
  const { isDefault, filters, name, shared } = change
  const isChanged = filters !== undefined || name !== undefined || shared !== undefined
  if (isChanged) checkOwner(before, person)
  if (shared === true && !before.shared) checkSharing(person)
  await store.updateView(work.trx, id, {
    ...(name !== undefined && { name }),
    ...(shared !== undefined && { shared }),
    ...(filters !== undefined && { filters: JSON.stringify(filters) }),
  })
  if (before.shared && shared === false) await store.dropDefaultsOfOthers(work.trx, id, before.ownerId)
  if (isDefault !== undefined && (isDefault || before.chosenId !== null)) {
    await store.setDefault(work.trx, work.orgId, person.userId, isDefault ? id : undefined)
  }
  const after = await existing(work, person, id)
  if (isChanged && (before.shared || after.shared)) {
    tell(work, person, 'alert_view.changed', after, { name: after.name, shared: after.shared, filters: after.filters })
  }
  return present(after, person)
}

/** Throws not_found, and forbidden for what belongs to somebody else. */
export async function removeView(work: Work, person: Person, id: string): Promise<void> {
  const view = await existing(work, person, id)
  checkOwner(view, person)
  await store.deleteView(work.trx, id)
  if (view.shared) tell(work, person, 'alert_view.removed', view, {})
}

async function existing(work: Work, person: Person, id: string): Promise<store.ViewRow> {
  const row = await store.findView(work.trx, person.userId, id)
  if (!row) throw new Fault('not_found', 'There is no such view.')
  return row
}

/** What is shared is part of how everybody works: the audit log names who changed it. */
function tell(work: Work, person: Person, action: string, { id, name }: { id: string; name: string }, data: object) {
  audit(work, { action, actor: actorOf(person), subject: { kind: 'alert_view', id, name }, data: { ...data } })
}

const mayChange = (view: store.ViewRow, person: Person) =>
  view.ownerId === person.userId || allows(person.role, 'config.write')

function checkOwner(view: store.ViewRow, person: Person): void {
  if (!mayChange(view, person)) {
    throw new Fault('forbidden', 'Somebody else shared this view; only they and administrators change it.')
  }
}

function checkSharing(person: Person): void {
  if (!allows(person.role, 'alerts.answer')) {
    throw new Fault(
      'forbidden',
      `Sharing a view needs the permission alerts.answer, which the role ${person.role} does not have.`,
    )
  }
}

function present(row: store.ViewRow, person: Person): SavedView {
  return {
    id: row.id,
    name: row.name,
    filters: row.filters as SavedView['filters'],
    shared: row.shared,
    own: row.ownerId === person.userId,
    changeable: mayChange(row, person),
    isDefault: row.chosenId !== null,
  }
}
