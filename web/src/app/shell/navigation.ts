import type { Permission } from '../../../../contract/permissions.ts'
import { AlertsIcon, HeartbeatsIcon, OnCallIcon, SandboxIcon, SourcesIcon, type Icon } from '../../ui/icons.ts'

export interface Place {
  name: 'alerts' | 'oncall' | 'heartbeats' | 'sources' | 'sandbox'
  to: '/alerts' | '/oncall' | '/heartbeats' | '/sources' | '/sandbox'
  icon: Icon
  keys: string
  permission: Permission
}

const place = (name: Place['name'], icon: Icon, key: string, permission: Permission): Place => ({
  name,
  to: `/${name}`,
  icon,
  keys: `g ${key}`,
  permission,
})

/** The rail by phases. Only what exists is shown. */
export const phases: { name: 'respond' | 'prepare' | 'try'; places: Place[] }[] = [
  { name: 'respond', places: [place('alerts', AlertsIcon, 'a', 'alerts.read')] },
  {
    name: 'prepare',
    places: [
      place('oncall', OnCallIcon, 'o', 'oncall.read'),
      place('heartbeats', HeartbeatsIcon, 'h', 'heartbeats.read'),
      place('sources', SourcesIcon, 's', 'sources.read'),
    ],
  },
  { name: 'try', places: [place('sandbox', SandboxIcon, 'x', 'sandbox.use')] },
]

export const places: Place[] = phases.flatMap((phase) => phase.places)
