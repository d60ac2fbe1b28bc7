import { acknowledge, addNote, resolve, unacknowledge } from '../../alerts/index.ts'
import { wrongField } from '../refusal.ts'
import type { Call, Reply } from '../types.ts'
import type { Action } from './act.ts'
import { act } from './act.ts'
import { textIn } from './text-in.ts'

const acknowledging: Action = {
  name: 'Acknowledge',
  outcome: 'acknowledged',
  async deed(work, { alert, by }) {
    const { alert: after, changed } = await acknowledge(work, alert.id, by)
    if (changed) return 'Acknowledged alert'
    // Zabbix looks for "Alert is already".
    return { failure: after.status === 'resolved' ? 'Alert is already closed' : 'Alert is already acknowledged' }
  },
}

const unacknowledging: Action = {
  name: 'UnAcknowledge',
  outcome: 'change',
  async deed(work, { alert, by }) {
    const { alert: after, changed } = await unacknowledge(work, alert.id, by)
    if (changed) return 'Unacknowledged alert'
    return { failure: after.status === 'resolved' ? 'Alert is already closed' : 'Alert is already unacknowledged' }
  },
}

const closing = (name: 'Close' | 'Delete'): Action => ({
  name,
  outcome: 'resolved',
  async deed(work, { alert, by }) {
    const { changed } = await resolve(work, alert.id, by)
    if (!changed) return { failure: 'Alert is already closed' }
    return name === 'Close' ? 'Closed alert' : 'Closed alert. Pikett keeps alerts and deletes none.'
  },
})

export const acknowledgeAlert = (call: Call): Promise<Reply> => act(call, acknowledging)
export const unacknowledgeAlert = (call: Call): Promise<Reply> => act(call, unacknowledging)
export const closeAlert = (call: Call): Promise<Reply> => act(call, closing('Close'))

/** The story of an alert is never taken away: it is closed instead. */
export const deleteAlert = (call: Call): Promise<Reply> => act(call, closing('Delete'))

/** Throws 422 without a note. */
export async function addNoteTo(call: Call): Promise<Reply> {
  const text = textIn(call, 'note', 25_000)
  if (text === '') throw wrongField('note', 'Note can not be empty.')
  return act(call, {
    name: 'AddNote',
    outcome: 'change',
    async deed(work, { alert, by }) {
      await addNote(work, alert.id, by, text)
      return 'Added note'
    },
  })
}
