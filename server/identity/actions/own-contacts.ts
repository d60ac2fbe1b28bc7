import { allDevices } from '../../../contract/config/person.ts'
import type { NotificationRules, OwnContact } from '../../../contract/config/person.ts'
import { formatDuration, parseDuration } from '../../../contract/durations.ts'
import { priorities } from '../../../contract/keys.ts'
import type { Priority } from '../../../contract/keys.ts'
import type { RulesView } from '../../../contract/people.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import type { FieldProblem } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import * as store from '../store/contacts.ts'
import { lockUser } from '../store/users.ts'
import { contactChange } from './contact-change.ts'

/** The same as for the list of a configuration file. */
const mostContacts = 20

type Person = Caller & { userId: string }

/**
 * Adds or changes a contact of the caller's own. An address that is new is not verified: nobody is paged on it before its
 * code was entered. Throws conflict for the key of a device, invalid_request with the field.
 */
export async function putOwnContact(kernel: Kernel, caller: Person, key: string, wanted: OwnContact) {
  return inOwn(kernel, caller, async (work) => {
    const { trx, orgId } = work
    const contacts = await store.listContacts(trx, caller.userId)
    const before = contacts.find((one) => one.key === key)
    if (before === undefined) await requireRoom(work, caller.userId, key, contacts.length)
    const secretSealed = secretOf(kernel, wanted, before)
    const { channel, address } = wanted
    const { isSameAddress, values } = contactChange(before, { channel, address, secretSealed })
    const subject = { kind: 'contact', id: before?.id ?? work.id(), key }
    const after = { channel, address }
    if (before === undefined) {
      const row = { ...values, id: subject.id, userId: caller.userId, key, managed: false }
      await store.insertContact(trx, { ...row, orgId, createdAt: work.now })
      audit(work, { action: 'contact.added', actor: actorOf(caller), subject, data: { after } })
    } else if (!isSameAddress || secretSealed !== before.secretSealed) {
      await store.updateContact(trx, before.id, values)
      if (!isSameAddress) await store.resetContact(trx, before.id)
      const data = { before: { channel: before.channel, address: before.address }, after }
      audit(work, { action: 'contact.changed', actor: actorOf(caller), subject, data })
    }
    return { key, channel, address, verified: values.verifiedAt !== null }
  })
}

/** A name for a device is the device's; and the word for all devices names no contact. */
async function requireRoom({ trx }: Work, userId: string, key: string, count: number): Promise<void> {
  if (key === allDevices) {
    throw new Fault('invalid_request', 'key: choose another one, "push" stands for all devices', [
      { path: 'key', message: '"push" stands for all devices. Choose another key.' },
    ])
  }
  if (await store.existsContactKey(trx, userId, key)) {
    throw new Fault('conflict', `"${key}" is one of your devices. Choose another key.`)
  }
  if (count >= mostContacts) throw new Fault('conflict', `You have ${mostContacts} contacts, more are not possible.`)
}

/** Left out it stays, as long as it is a webhook; `null` removes it. */
function secretOf(kernel: Kernel, wanted: OwnContact, before: store.ContactRow | undefined): string | null {
  if (wanted.channel !== 'webhook' || wanted.secret === null) return null
  if (wanted.secret === undefined) return before?.channel === 'webhook' ? before.secretSealed : null
  return kernel.secrets.seal('webhook-secret', wanted.secret)
}

/**
 * Removes a contact of the caller's own. While notification rules use it, this is refused and names them; with `withRules`
 * they go as well. Throws not_found, conflict.
 */
export async function removeOwnContact(kernel: Kernel, caller: Person, key: string, withRules: boolean): Promise<void> {
  await inOwn(kernel, caller, async (work) => {
    const contact = (await store.listContacts(work.trx, caller.userId)).find((one) => one.key === key)
    if (contact === undefined) throw new Fault('not_found', `You have no contact "${key}".`)
    const used = await usesOf(work, caller.userId, key)
    if (used.length > 0 && !withRules) {
      const many = `${used.length} notification rule${used.length === 1 ? '' : 's'}`
      throw new Fault(
        'conflict',
        `${many} of yours still use "${key}". Remove them with it, or change them first.`,
        used,
      )
    }
    await store.deleteRulesOf(work.trx, contact.id)
    await store.archiveContacts(work.trx, [contact.id], work.now)
    const subject = { kind: 'contact', id: contact.id, key }
    const data = { before: { channel: contact.channel, address: contact.address }, rules: used.length }
    audit(work, { action: 'contact.removed', actor: actorOf(caller), subject, data })
  })
}

async function usesOf(work: Work, userId: string, key: string): Promise<FieldProblem[]> {
  const rules = await readRules(work, userId)
  return priorities.flatMap((priority) =>
    rules[priority].flatMap((rule, index) =>
      rule.contact === key ? [{ path: `${priority}.${index}`, message: `after ${rule.after}` }] : [],
    ),
  )
}

export async function showOwnRules(kernel: Kernel, caller: Person): Promise<RulesView> {
  return kernel.work.inOrganization(caller.orgId, (work) => readRules(work, caller.userId))
}

async function readRules({ trx }: Work, userId: string): Promise<RulesView> {
  const known = new Set<string>([allDevices, ...(await store.listContacts(trx, userId)).map((one) => one.key)])
  const rows = await store.listRules(trx, userId)
  const of = (priority: Priority) =>
    rows
      .filter((row) => row.priority === priority && known.has(row.contactKey))
      .map((row) => ({ contact: row.contactKey, after: formatDuration(row.afterSeconds) }))
  return { high: of('high'), low: of('low') }
}

/** Replaces the caller's own rules; a priority that is left out stays. Throws invalid_request with the place of the rule. */
export async function putOwnRules(kernel: Kernel, caller: Person, wanted: NotificationRules): Promise<RulesView> {
  return inOwn(kernel, caller, async (work) => {
    const { trx, orgId } = work
    const before = await readRules(work, caller.userId)
    const idByKey = new Map((await store.listContacts(trx, caller.userId)).map((row) => [row.key, row.id]))
    requireContacts(wanted, new Set([...idByKey.keys(), allDevices]))
    for (const priority of priorities) {
      const rows = wanted[priority]?.map(({ contact, after }) => ({
        orgId,
        id: work.id(),
        contactId: idByKey.get(contact) ?? null,
        channel: idByKey.has(contact) ? null : allDevices,
        afterSeconds: parseDuration(after)!,
      }))
      if (rows) await store.replaceRules(trx, caller.userId, priority, rows)
    }
    const after = await readRules(work, caller.userId)
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      const subject = { kind: 'user', id: caller.userId, name: caller.name }
      audit(work, { action: 'notification_rules.changed', actor: actorOf(caller), subject, data: { before, after } })
    }
    return after
  })
}

function requireContacts(wanted: NotificationRules, known: ReadonlySet<string>): void {
  const problems = priorities.flatMap((priority) =>
    (wanted[priority] ?? []).flatMap(({ contact }, index) =>
      known.has(contact)
        ? []
        : [{ path: `${priority}.${index}.contact`, message: `You have no contact "${contact}".` }],
    ),
  )
  if (problems[0]) throw new Fault('invalid_request', problems[0].message, problems)
}

/** What a person changes of their own they change one thing after the other, from however many browsers. */
async function inOwn<T>(kernel: Kernel, caller: Person, act: (work: Work) => Promise<T>): Promise<T> {
  return kernel.work.inOrganization(caller.orgId, async (work) => {
    if (!(await lockUser(work.trx, caller.userId))) throw new Fault('not_signed_in', 'This account no longer exists.')
    const made = await act(work)
    work.changed('setup')
    return made
  })
}
