import type { Page } from 'playwright-core'
import type { Screen } from './screens.ts'
import { password } from './stage.ts'

const byKey = (name: string, key: string) => ({ name, by: (page: Page) => page.keyboard.press(key) })
const click = (page: Page, selector: string) => page.locator(selector).filter({ visible: true }).first().click()
const byClick = (name: string, selector: string) => ({ name, by: (page: Page) => click(page, selector) })

/** By the name the person has taken, and the password alone. */
async function signInHalf(page: Page): Promise<void> {
  await page.locator('input[type="email"]').fill('sam@example.test')
  await page.locator('input[type="password"]').fill(password)
  await page.keyboard.press('Enter')
}

/** Before anybody takes the call of Bob, and after it. */
export const callScreens: Screen[] = [
  { path: '/sandbox/bob', has: 'main [role="alert"]' },
  {
    path: '/sandbox/bob',
    has: '[role="group"] button',
    opens: byClick('a call', 'main [role="alert"] + div > :last-child'),
  },
]

/** Everything else there is to look at, for an alert that is open and one that is resolved. */
export const screensWith = (open: number, resolved: number): Screen[] => [
  ...respond(open, resolved),
  ...prepare,
  ...people,
  ...settings,
  { path: '/welcome', has: 'main ol h2, main ol button' },
  { path: '/nowhere', has: 'h1' },
  { path: '/sandbox', has: 'main li a' },
  { path: '/sandbox/alice', has: '[role="log"]' },
  { path: '/sandbox/bob', has: 'form [aria-label]', opens: byClick('messages', '[role="group"] + button') },
  { path: '/sandbox/bob', has: 'article', opens: byClick('a mail', 'section li > button') },
]

const respond = (open: number, resolved: number): Screen[] => [
  { path: '/', has: '[data-alert]' },
  { path: '/alerts', has: '[data-alert]' },
  { path: '/alerts?by=customer', has: 'main h2' },
  { path: '/alerts?status=all&customer=acme', has: '[data-alert]' },
  { path: '/alerts?q=nothing+is+called+so', has: 'main a[href="/alerts?status=open"]' },
  { path: `/alerts/${open}`, has: 'ol time' },
  { path: `/alerts/${resolved}`, has: 'ol time' },
  { path: `/alerts/${open}`, has: 'dialog h2', opens: byKey('escalate', 'e') },
  { path: `/alerts/${open}`, has: 'dialog h2', opens: byKey('snooze', 's') },
  { path: '/alerts', has: 'dialog h2', opens: byKey('filters', 'f') },
  { path: '/alerts', has: 'dialog form', opens: byKey('a new alert', 'c') },
  { path: '/alerts', has: 'dialog li', opens: byKey('help', '?') },
  { path: '/alerts', has: 'dialog [cmdk-item]', opens: byKey('the palette', 'Control+k') },
  {
    path: '/alerts',
    has: '[role="menuitem"], dialog section',
    opens: byClick('the menu', 'nav [aria-haspopup]:not([data-scope])'),
    otherOnPhone: true,
  },
]

const prepare: Screen[] = [
  { path: '/oncall', has: 'figure li' },
  { path: '/oncall/primary', has: 'figure' },
  { path: '/oncall/primary?view=month', has: 'figure' },
  { path: '/oncall/primary?edit=yes', has: 'main form' },
  { path: '/oncall/primary?override=new&from=2099-01-01T08:00&to=2099-01-01T18:00', has: 'dialog form' },
  { path: '/new/schedule', has: 'main form' },
  { path: '/policies', has: 'main li a' },
  { path: '/policies/default', has: '.hatched li' },
  { path: '/policies/default?edit=yes', has: 'main form' },
  { path: '/new/policy', has: 'main form' },
  { path: '/heartbeats', has: 'main li a' },
  { path: '/heartbeats/backup', has: 'pre' },
  { path: '/heartbeats/backup?tab=settings', has: 'main form' },
  { path: '/heartbeats/new', has: 'main form' },
  { path: '/sources', has: 'main li a' },
  { path: '/sources/new', has: 'main li' },
  { path: '/sources/new?type=zabbix', has: 'main form' },
  { path: '/sources/anything', has: 'ul[aria-live] li' },
  { path: '/sources/prometheus', has: 'pre' },
  { path: '/sources/anything?tab=events', has: 'main li' },
  { path: '/sources/anything?tab=rules', has: 'main ol li' },
  { path: '/sources/anything?tab=settings', has: 'main form' },
  { path: '/lookup-tables', has: 'main li a' },
  { path: '/lookup-tables/hosts', has: 'main td' },
  { path: '/maintenance', has: 'main li a' },
  { path: '/maintenance/patches', has: 'main dl' },
  { path: '/maintenance/patches?edit=yes', has: 'main form' },
  { path: '/maintenance/new', has: 'main form' },
  { path: '/services', has: 'main li a' },
  { path: '/services/acme-erp', has: 'main section li' },
  { path: '/services/acme-erp?tab=settings', has: 'main form' },
  { path: '/services/new', has: 'main form' },
  { path: '/customers', has: 'main li a' },
  { path: '/customers', has: '[cmdk-item], dialog li', opens: byClick('the switcher', '[data-scope]'), deskOnly: true },
  { path: '/customers/acme', has: 'main section li' },
  { path: '/customers/acme?tab=settings', has: 'main form' },
  { path: '/customers/new', has: 'main form' },
]

const people: Screen[] = [
  { path: '/people', has: 'main li a' },
  { path: '/people', has: 'dialog form', opens: byClick('an invitation', 'main header button') },
  { path: '/people?view=readiness', has: 'main li li' },
  { path: '/people/bob', has: 'main section time' },
  { path: '/teams', has: 'main li a' },
  { path: '/teams', has: 'dialog form', opens: byClick('a new team', 'main header button') },
  { path: '/teams/netops', has: 'main form' },
  { path: '/me', has: 'main li button' },
  { path: '/me?tab=rules', has: 'main form' },
  { path: '/me?tab=devices', has: 'main section' },
  { path: '/me?tab=security', has: 'main section li' },
  { path: '/me?tab=settings', has: 'main select' },
]

const settings: Screen[] = [
  { path: '/settings', has: 'main a[href="/settings/about"]', otherOnPhone: true },
  { path: '/settings/organization', has: 'main form' },
  { path: '/settings/channels', has: 'main form' },
  { path: '/settings/api-keys', has: 'main li' },
  { path: '/settings/api-keys', has: 'dialog form', opens: byClick('a new key', 'main header button') },
  { path: '/settings/configuration', has: 'main textarea' },
  { path: '/settings/audit', has: 'main time' },
  { path: '/settings/retention', has: 'main form' },
  { path: '/settings/about', has: 'main dl' },
]

/** What is shown to those who have not signed in. */
export const publicScreens: Screen[] = [
  { path: '/sign-in', has: 'form' },
  {
    path: '/sign-in',
    has: 'input[autocomplete="one-time-code"]',
    opens: { name: 'the second factor', by: signInHalf },
  },
  { path: '/password-reset', has: 'form' },
  { path: `/password-reset/${'0'.repeat(24)}`, has: 'form' },
  { path: `/invitations/${'0'.repeat(24)}`, has: 'h1' },
  { path: '/setup', has: 'form' },
]
