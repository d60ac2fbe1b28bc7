import * as heartbeats from '../actions/heartbeats.ts'
import type { Route } from '../types.ts'

const pings: Route[] = (['GET', 'POST', 'PUT', 'PATCH'] as const).map((method) => ({
  method,
  path: '/heartbeats/*name/ping',
  handle: heartbeats.pingHeartbeat,
}))

export const heartbeatRoutes: readonly Route[] = [
  ...pings,
  { method: 'POST', path: '/heartbeats', handle: heartbeats.createHeartbeat },
  { method: 'GET', path: '/heartbeats', handle: heartbeats.listAllHeartbeats },
  { method: 'POST', path: '/heartbeats/*name/enable', handle: heartbeats.enableHeartbeat },
  { method: 'POST', path: '/heartbeats/*name/disable', handle: heartbeats.disableHeartbeat },
  { method: 'GET', path: '/heartbeats/*name', handle: heartbeats.getHeartbeat },
  { method: 'PATCH', path: '/heartbeats/*name', handle: heartbeats.updateHeartbeat },
  { method: 'DELETE', path: '/heartbeats/*name', handle: heartbeats.deleteHeartbeat },
]
