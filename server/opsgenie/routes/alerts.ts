import { addNoteTo, acknowledgeAlert, closeAlert, deleteAlert, unacknowledgeAlert } from '../actions/answers.ts'
import { addDetails, addTags, removeDetails, removeTags } from '../actions/change.ts'
import { updateDescription, updateMessage, updatePriority } from '../actions/change.ts'
import { createAlert } from '../actions/create.ts'
import { countAll, getAlert, listAll } from '../actions/read.ts'
import { requestStatus } from '../actions/requests.ts'
import { listLogs, listNotes } from '../actions/story.ts'
import { notAvailable } from '../actions/unavailable.ts'
import type { Route } from '../types.ts'

/** `*id` holds slashes, as aliases do; so what follows it is matched before what is only an alert. */
export const alertRoutes: readonly Route[] = [
  { method: 'POST', path: '/alerts', handle: createAlert },
  { method: 'GET', path: '/alerts', handle: listAll },
  { method: 'GET', path: '/alerts/count', handle: countAll },
  { method: 'GET', path: '/alerts/requests/:id', handle: requestStatus },
  { method: 'POST', path: '/alerts/*id/acknowledge', handle: acknowledgeAlert },
  { method: 'POST', path: '/alerts/*id/unacknowledge', handle: unacknowledgeAlert },
  { method: 'POST', path: '/alerts/*id/close', handle: closeAlert },
  { method: 'POST', path: '/alerts/*id/notes', handle: addNoteTo },
  { method: 'GET', path: '/alerts/*id/notes', handle: listNotes },
  { method: 'GET', path: '/alerts/*id/logs', handle: listLogs },
  { method: 'POST', path: '/alerts/*id/snooze', handle: notAvailable('Snooze', 'Alerts can not be snoozed here yet') },
  { method: 'POST', path: '/alerts/*id/escalate', handle: notAvailable('EscalateToNext', 'Not available yet') },
  { method: 'POST', path: '/alerts/*id/assign', handle: notAvailable('Assign', 'Not available yet') },
  { method: 'POST', path: '/alerts/*id/teams', handle: notAvailable('AddTeam', 'Not available yet') },
  { method: 'POST', path: '/alerts/*id/responders', handle: notAvailable('AddResponder', 'Not available yet') },
  {
    method: 'POST',
    path: '/alerts/*id/actions/:name',
    handle: notAvailable('ExecuteAction', 'Pikett has no custom actions; nothing was done'),
  },
  { method: 'POST', path: '/alerts/*id/tags', handle: addTags },
  { method: 'DELETE', path: '/alerts/*id/tags', handle: removeTags },
  { method: 'POST', path: '/alerts/*id/details', handle: addDetails },
  { method: 'DELETE', path: '/alerts/*id/details', handle: removeDetails },
  { method: 'PUT', path: '/alerts/*id/message', handle: updateMessage },
  { method: 'PUT', path: '/alerts/*id/description', handle: updateDescription },
  { method: 'PUT', path: '/alerts/*id/priority', handle: updatePriority },
  { method: 'GET', path: '/alerts/*id', handle: getAlert },
  { method: 'DELETE', path: '/alerts/*id', handle: deleteAlert },
]
