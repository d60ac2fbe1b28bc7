import { Link, useSearch } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { useSession } from '../app/session.ts'
import { LinkTabs, linkTab } from '../ui/link-tabs.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { ContactsTab } from './contacts/contacts-tab.tsx'
import { DevicesTab } from './devices/devices.tsx'
import { profileTabs, type ProfileTab } from './profile-tabs.ts'
import { RulesTab } from './rules/rules-tab.tsx'
import { SecurityTab } from './security/security-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'

const viewByTab: Record<ProfileTab, () => React.ReactNode> = {
  contacts: ContactsTab,
  rules: RulesTab,
  devices: DevicesTab,
  security: SecurityTab,
  settings: SettingsTab,
}

/** Everything that belongs to the person who is signed in. */
export function ProfilePage() {
  const { t } = useText()
  const session = useSession()
  const { tab = 'contacts' } = useSearch({ from: '/console/me' })
  const View = viewByTab[tab]
  return (
    <>
      <PageHeader title={session?.user.name ?? t('me:title')} intro={t('me:intro')} />
      <LinkTabs label={t('me:title')}>
        {profileTabs.map((name) => (
          <Link key={name} to="/me" search={{ tab: name }} {...linkTab} {...(name === tab && openTab)}>
            {t(`me:tab.${name}`)}
          </Link>
        ))}
      </LinkTabs>
      <View />
    </>
  )
}

/** The first tab is also what is shown without a name of one in the address. */
const openTab = {
  'aria-current': 'page',
  className: `${linkTab.className} border-accent! font-medium text-ink`,
} as const
