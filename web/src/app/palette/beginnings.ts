import type { Permission } from '../../../../contract/permissions.ts'
import {
  CreateIcon,
  HeartbeatsIcon,
  InviteIcon,
  MaintenanceIcon,
  OnCallIcon,
  PoliciesIcon,
  ServicesIcon,
  SourcesIcon,
  TeamsIcon,
  type Icon,
} from '../../ui/icons.ts'
import type { TextKey } from '../i18n.ts'

interface Beginning {
  id: string
  label: TextKey
  permission: Permission
  icon: Icon
  to: string
  search?: Record<string, string>
}

/** What can be made anew from everywhere. A new kind of thing adds its line here. */
export const beginnings: readonly Beginning[] = [
  make('source', 'palette:make.source', 'config.write', SourcesIcon, '/sources/new'),
  make('maintenance', 'palette:make.maintenance', 'maintenance.write', MaintenanceIcon, '/maintenance/new'),
  make('heartbeat', 'palette:make.heartbeat', 'config.write', HeartbeatsIcon, '/heartbeats/new'),
  make('service', 'palette:make.service', 'config.write', ServicesIcon, '/services/new'),
  make('customer', 'palette:make.customer', 'config.write', CreateIcon, '/customers/new'),
  make('schedule', 'palette:make.schedule', 'oncall.write', OnCallIcon, '/new/schedule'),
  make('policy', 'palette:make.policy', 'oncall.write', PoliciesIcon, '/new/policy'),
  make('team', 'palette:make.team', 'config.write', TeamsIcon, '/teams', { open: 'new' }),
  make('person', 'palette:make.person', 'config.write', InviteIcon, '/people', { open: 'invite' }),
]

function make(
  id: string,
  label: TextKey,
  permission: Permission,
  icon: Icon,
  to: string,
  search: Record<string, string> = {},
): Beginning {
  return { id, label, permission, icon, to, search }
}
