import { changeAlert } from '../../alerts/index.ts'
import type { AlertChange } from '../../alerts/index.ts'
import { priorityOf as pageOf } from '../../../rules/intake/priority.ts'
import { detailsOf, fieldsOf, priorityOf, severityOfPriority, wordsOf } from '../../intake/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Refusal, wrongField } from '../refusal.ts'
import { saveAttributes } from '../store/attributes.ts'
import type { Attributes, Call, Reply } from '../types.ts'
import type { Target } from './act.ts'
import { act } from './act.ts'
import { textIn } from './text-in.ts'

/** Keeps the new attributes and shows them on the alert. */
async function change(
  work: Work,
  { alert, attributes, by }: Target,
  changed: Partial<Attributes>,
  more: AlertChange = {},
): Promise<void> {
  const after = { ...attributes, ...changed }
  await saveAttributes(work.trx, work.orgId, alert.id, after)
  const tags = {
    added: after.tags.filter((tag) => !attributes.tags.includes(tag)),
    removed: attributes.tags.filter((tag) => !after.tags.includes(tag)),
  }
  await changeAlert(work, alert.id, { fields: fieldsOf(after), tags, ...more }, by)
}

/** Throws 422 without a text. */
export async function updateMessage(call: Call): Promise<Reply> {
  const summary = textIn(call, 'message', 130).replaceAll(/\s+/g, ' ')
  if (summary === '') throw wrongField('message', 'Message can not be empty.')
  return act(call, {
    name: 'UpdateMessage',
    outcome: 'change',
    async deed(work, target) {
      await change(work, target, {}, { summary })
      return 'Updated message'
    },
  })
}

export async function updateDescription(call: Call): Promise<Reply> {
  const description = textIn(call, 'description', 15_000)
  if (description === '') throw wrongField('description', 'Description can not be empty.')
  return act(call, {
    name: 'UpdateDescription',
    outcome: 'change',
    async deed(work, target) {
      await change(work, target, { description })
      return 'Updated description'
    },
  })
}

/** A page that went out as urgent stays urgent; the priority that Opsgenie shows changes in both directions. */
export async function updatePriority(call: Call): Promise<Reply> {
  const priority = call.body.priority === undefined ? undefined : priorityOf(call.body.priority)
  if (priority === undefined) throw wrongField('priority', 'Priority must be one of P1, P2, P3, P4, P5.')
  const severity = severityOfPriority(priority)
  return act(call, {
    name: 'UpdatePriority',
    outcome: 'change',
    async deed(work, target) {
      const level = { severity, priority: pageOf(severity, call.source.priorities) }
      await change(work, target, { priority }, { severity: level })
      return 'Updated priority'
    },
  })
}

/** The names in `?tags=a,b` or `?keys=a,b`. */
const listed = (text: string | undefined) => (text ?? '').split(',').map((one) => one.trim())

export async function addTags(call: Call): Promise<Reply> {
  const added = wordsOf(call.body.tags)
  if (added.length === 0) throw wrongField('tags', 'Tags can not be empty.')
  return act(call, {
    name: 'AddTags',
    outcome: 'change',
    async deed(work, target) {
      await change(work, target, { tags: wordsOf([...target.attributes.tags, ...added]) })
      return 'Added tags'
    },
  })
}

export async function removeTags(call: Call): Promise<Reply> {
  const gone = new Set(listed(call.query.tags))
  return act(call, {
    name: 'RemoveTags',
    outcome: 'change',
    async deed(work, target) {
      await change(work, target, { tags: target.attributes.tags.filter((tag) => !gone.has(tag)) })
      return 'Removed tags'
    },
  })
}

export async function addDetails(call: Call): Promise<Reply> {
  const added = detailsOf(call.body.details)
  if (Object.keys(added).length === 0) throw new Refusal(422, 'Details can not be empty.', { details: 'is empty' })
  return act(call, {
    name: 'AddDetails',
    outcome: 'change',
    async deed(work, target) {
      await change(work, target, { details: detailsOf({ ...target.attributes.details, ...added }) })
      return 'Added details'
    },
  })
}

export async function removeDetails(call: Call): Promise<Reply> {
  const gone = new Set(listed(call.query.keys))
  return act(call, {
    name: 'RemoveDetails',
    outcome: 'change',
    async deed(work, target) {
      const left = Object.entries(target.attributes.details).filter(([name]) => !gone.has(name))
      await change(work, target, { details: Object.fromEntries(left) })
      return 'Removed details'
    },
  })
}
