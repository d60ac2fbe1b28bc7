import { nextOnCalls, onCalls, timeline } from '../actions/on-call.ts'
import { createOverride, getSchedule, listSchedules } from '../actions/schedules.ts'
import type { Route } from '../types.ts'

export const scheduleRoutes: readonly Route[] = [
  { method: 'GET', path: '/schedules', right: 'onCall', handle: listSchedules },
  { method: 'GET', path: '/schedules/on-calls', right: 'onCall', handle: onCalls },
  { method: 'GET', path: '/schedules/next-on-calls', right: 'onCall', handle: nextOnCalls },
  { method: 'GET', path: '/schedules/*id/on-calls', right: 'onCall', handle: onCalls },
  { method: 'GET', path: '/schedules/*id/next-on-calls', right: 'onCall', handle: nextOnCalls },
  { method: 'GET', path: '/schedules/*id/timeline', right: 'onCall', handle: timeline },
  { method: 'POST', path: '/schedules/*id/overrides', right: 'overrides', handle: createOverride },
  { method: 'GET', path: '/schedules/*id', right: 'onCall', handle: getSchedule },
]
