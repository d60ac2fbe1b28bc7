import { addNoteTo, acknowledgeAlert, closeAlert, deleteAlert, unacknowledgeAlert } from '../actions/answers.ts'
import { addDetails, addTags, removeDetails, removeTags } from '../actions/change.ts'
import { updateDescription, updateMessage, updatePriority } from '../actions/change.ts'
import { createAlert } from '../actions/create.ts'
import { addResponder, addTeam, assignAlert, escalateAlert, executeAction, snoozeAlert } from '../actions/handovers.ts'
import { countAll, getAlert, listAll } from '../actions/read.ts'
import { requestStatus } from '../actions/requests.ts'
import { listLogs, listNotes } from '../actions/story.ts'
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
  { method: 'POST', path: '/alerts/*id/snooze', handle: snoozeAlert },
  { method: 'POST', path: '/alerts/*id/escalate', handle: escalateAlert },
  { method: 'POST', path: '/alerts/*id/assign', handle: assignAlert },
  { method: 'POST', path: '/alerts/*id/teams', handle: addTeam },
  { method: 'POST', path: '/alerts/*id/responders', handle: addResponder },
  { method: 'POST', path: '/alerts/*id/actions/:name', handle: executeAction },
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
