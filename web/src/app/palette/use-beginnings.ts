import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { namesOf } from '../../api/names.ts'
import { profileTabs } from '../../me/profile-tabs.ts'
import { NotifyIcon, OnCallIcon, PersonIcon } from '../../ui/icons.ts'
import { useText } from '../i18n.ts'
import { useMay, useSession } from '../session.ts'
import { beginnings } from './beginnings.ts'
import type { PaletteItem } from './items.ts'

/** What begins on a view of its own: something new, an override, a test page; and the parts of one's own profile. */
export function useBeginnings(): PaletteItem[] {
  const { t } = useText()
  const session = useSession()
  const router = useRouter()
  const go = (to: string, search: Record<string, string> = {}) => {
    // One customer stays what everything is narrowed to.
    return () => void router.navigate({ to, search: (before: object) => ({ ...before, ...search }) } as object)
  }
  const runTest = session?.can['config.write'] ? go('/welcome', { step: 'page' }) : go('/me', { tab: 'contacts' })
  const made = beginnings
    .filter(({ permission }) => session?.can[permission])
    .map(({ id, label, icon, to, search }): PaletteItem => {
      return { id: `make.${id}`, group: 'action', label: t(label), icon, run: go(to, search), isAskedFor: true }
    })
  const profile = profileTabs.map((tab): PaletteItem => ({
    id: `me.${tab}`,
    group: 'go',
    label: `${t('shell:account.contacts')}: ${t(`me:tab.${tab}`)}`,
    icon: PersonIcon,
    run: go('/me', { tab }),
    isAskedFor: true,
  }))
  const test = { id: 'test', group: 'action', label: t('palette:test'), icon: NotifyIcon, run: runTest } as const
  return [...useOverrides(go), ...made, test, ...profile]
}

type Go = (to: string, search?: Record<string, string>) => () => void

function useOverrides(go: Go): PaletteItem[] {
  const { t } = useText()
  const mayTake = useMay('oncall.take')
  const { data = [] } = useQuery({ ...namesOf.schedules, enabled: mayTake })
  if (!mayTake) return []
  return data.map(({ key, name }) => ({
    id: `override.${key}`,
    group: 'action',
    label: t('palette:override', { schedule: name }),
    icon: OnCallIcon,
    run: go(`/oncall/${encodeURIComponent(key)}`, { override: 'new' }),
    isAskedFor: true,
  }))
}
