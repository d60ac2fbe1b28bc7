import type { Permission } from '../../../../contract/permissions.ts'
import { namesOf } from '../../api/names.ts'
import {
  CustomersIcon,
  HeartbeatsIcon,
  MaintenanceIcon,
  OnCallIcon,
  PersonIcon,
  PoliciesIcon,
  ServicesIcon,
  SourcesIcon,
  TeamsIcon,
  type Icon,
} from '../../ui/icons.ts'
import type { GroupName } from './items.ts'

export interface Kind {
  group: GroupName
  query: (typeof namesOf)[keyof typeof namesOf]
  permission: Permission
  icon: Icon
  /** Where one of them is shown, `$key` standing for its key. What has no view of its own is not offered. */
  path: string
}

/** Everything with a name that the palette finds. A new kind of thing adds its line here. */
export const kinds: Kind[] = [
  { group: 'user', query: namesOf.users, permission: 'people.read', icon: PersonIcon, path: '/people/$key' },
  { group: 'team', query: namesOf.teams, permission: 'people.read', icon: TeamsIcon, path: '/teams/$key' },
  { group: 'schedule', query: namesOf.schedules, permission: 'oncall.read', icon: OnCallIcon, path: '/oncall/$key' },
  { group: 'policy', query: namesOf.policies, permission: 'oncall.read', icon: PoliciesIcon, path: '/policies/$key' },
  { group: 'source', query: namesOf.sources, permission: 'sources.read', icon: SourcesIcon, path: '/sources/$key' },
  { group: 'service', query: namesOf.services, permission: 'alerts.read', icon: ServicesIcon, path: '/services/$key' },
  {
    group: 'customer',
    query: namesOf.customers,
    permission: 'alerts.read',
    icon: CustomersIcon,
    path: '/customers/$key',
  },
  {
    group: 'heartbeat',
    query: namesOf.heartbeats,
    permission: 'heartbeats.read',
    icon: HeartbeatsIcon,
    path: '/heartbeats/$key',
  },
  {
    group: 'maintenance',
    query: namesOf.maintenanceWindows,
    permission: 'maintenance.read',
    icon: MaintenanceIcon,
    path: '/maintenance/$key',
  },
]
