import { lazy } from 'react'
import { PersonIcon } from '../../ui/icons.ts'
import { Menu } from '../../ui/menu.tsx'
import { useText } from '../i18n.ts'
import { useSession } from '../session.ts'
import { centredWhenNarrow, whenWide } from './rail-style.ts'

const AccountMenuItems = lazy(() => import('./account-menu-items.tsx'))

export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const session = useSession()
  if (!session) return null
  return (
    <Menu side="top" trigger={<AccountButton name={session.user.name} />}>
      <AccountMenuItems onHelp={onHelp} />
    </Menu>
  )
}

function AccountButton({ name, ...rest }: { name: string }) {
  const { t } = useText()
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-label={t('shell:account.menu', { name })}
      className={`flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left text-ink-soft hover:bg-hover hover:text-ink ${centredWhenNarrow}`}
      {...rest}
    >
      <PersonIcon className="size-4 shrink-0" aria-hidden />
      <span className={`truncate ${whenWide}`}>{name}</span>
    </button>
  )
}
