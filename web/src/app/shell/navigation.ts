import type { Permission } from '../../../../contract/permissions.ts'
import {
  AlertsIcon,
  CustomersIcon,
  HeartbeatsIcon,
  MaintenanceIcon,
  NowIcon,
  OnCallIcon,
  PersonIcon,
  PoliciesIcon,
  SandboxIcon,
  SettingsIcon,
  ServicesIcon,
  TeamsIcon,
  SourcesIcon,
  TableIcon,
  type Icon,
} from '../../ui/icons.ts'
import type { TextKey } from '../i18n.ts'

type PlaceName = TextKey extends infer Key ? (Key extends `shell:nav.${infer Name}` ? Name : never) : never

/**
 * Where a place stands: in the rail under one of the phases, at its foot, or (`page`) nowhere in the rail but in the
 * palette, as the pages of the settings.
 */
type Position = 'now' | 'respond' | 'prepare' | 'communicate' | 'learn' | 'try' | 'foot' | 'page'

interface PlaceOptions {
  /** Whoever may not is not shown the place. Without one everybody who is signed in sees it. */
  permission?: Permission
  /** The letter after "g" that leads here. */
  letter?: string
  /** Which of the four tabs of a phone this is; the others are behind "More". */
  tab?: 1 | 2 | 3 | 4
}

/** A place of the console, named by `shell:nav.<name>`. */
const place = <const Name extends PlaceName, const To extends string>(
  name: Name,
  to: To,
  position: Position,
  icon: Icon,
  { permission, letter, tab }: PlaceOptions,
) => ({ name, to, position, icon, permission, keys: letter && `g ${letter}`, tab })

/**
 * Every place of the console, in the order of the rail. A new view adds its line here and its name to shell:nav in both
 * languages; rail, tabs, palette, `g` keys and the help sheet follow. Letters that are taken or kept: n now, a alerts,
 * o on call, s sources, p policies, h heartbeats, m maintenance, c customers, v services, t teams, u people, e settings,
 * i my profile, x sandbox.
 */
export const places = [
  place('now', '/', 'now', NowIcon, { permission: 'alerts.read', letter: 'n', tab: 1 }),
  place('alerts', '/alerts', 'respond', AlertsIcon, { permission: 'alerts.read', letter: 'a', tab: 2 }),
  place('oncall', '/oncall', 'prepare', OnCallIcon, { permission: 'oncall.read', letter: 'o', tab: 3 }),
  place('policies', '/policies', 'prepare', PoliciesIcon, { permission: 'oncall.read', letter: 'p' }),
  place('heartbeats', '/heartbeats', 'prepare', HeartbeatsIcon, { permission: 'heartbeats.read', letter: 'h', tab: 4 }),
  place('sources', '/sources', 'prepare', SourcesIcon, { permission: 'sources.read', letter: 's' }),
  place('maintenance', '/maintenance', 'prepare', MaintenanceIcon, { permission: 'maintenance.read', letter: 'm' }),
  place('customers', '/customers', 'prepare', CustomersIcon, { permission: 'alerts.read', letter: 'c' }),
  place('services', '/services', 'prepare', ServicesIcon, { permission: 'alerts.read', letter: 'v' }),
  place('people', '/people', 'prepare', PersonIcon, { permission: 'people.read', letter: 'u' }),
  place('teams', '/teams', 'prepare', TeamsIcon, { permission: 'people.read', letter: 't' }),
  place('lookupTables', '/lookup-tables', 'page', TableIcon, { permission: 'config.read' }),
  place('sandbox', '/sandbox', 'try', SandboxIcon, { permission: 'sandbox.use', letter: 'x' }),
  place('welcome', '/welcome', 'page', SettingsIcon, { permission: 'config.write' }),
  place('settings', '/settings', 'foot', SettingsIcon, { permission: 'config.read', letter: 'e' }),
  place('settingsOrganization', '/settings/organization', 'page', SettingsIcon, { permission: 'config.read' }),
  place('settingsChannels', '/settings/channels', 'page', SettingsIcon, { permission: 'config.read' }),
  place('settingsApiKeys', '/settings/api-keys', 'page', SettingsIcon, { permission: 'config.read' }),
  place('settingsConfiguration', '/settings/configuration', 'page', SettingsIcon, { permission: 'config.read' }),
  place('settingsAudit', '/settings/audit', 'page', SettingsIcon, { permission: 'audit.read' }),
  place('settingsRetention', '/settings/retention', 'page', SettingsIcon, { permission: 'config.read' }),
  place('settingsAbout', '/settings/about', 'page', SettingsIcon, {}),
]

export type Place = (typeof places)[number]

/** The parts of the rail, from the top. A phase without a place is left out. */
export const phases = ['respond', 'prepare', 'communicate', 'learn', 'try'] as const
