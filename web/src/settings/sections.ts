import type { Permission } from '../../../contract/permissions.ts'
import { useSession } from '../app/session.ts'
import {
  AboutIcon,
  ApiKeyIcon,
  AuditIcon,
  ConfigurationIcon,
  OrganizationIcon,
  RetentionIcon,
  SendIcon,
  type Icon,
} from '../ui/icons.ts'

const section = <const Name extends string, const To extends string>(
  name: Name,
  to: To,
  icon: Icon,
  permission?: Permission,
) => ({ name, to, icon, permission })

/** The sections of the settings in their order; each is a route, a line of the second navigation and a page of the palette. */
export const sections = [
  section('organization', '/settings/organization', OrganizationIcon, 'config.read'),
  section('channels', '/settings/channels', SendIcon, 'config.read'),
  section('apiKeys', '/settings/api-keys', ApiKeyIcon, 'config.read'),
  section('configuration', '/settings/configuration', ConfigurationIcon, 'config.read'),
  section('audit', '/settings/audit', AuditIcon, 'audit.read'),
  section('retention', '/settings/retention', RetentionIcon, 'config.read'),
  section('about', '/settings/about', AboutIcon),
] as const

export type Section = (typeof sections)[number]

/** Those that this person may open. */
export function useSections(): readonly Section[] {
  const session = useSession()
  return sections.filter(({ permission }) => session && (!permission || session.can[permission]))
}
