import { lazy, type ReactNode } from 'react'
import { PersonIcon } from '../../ui/icons.ts'
import { Menu } from '../../ui/menu.tsx'
import { useText } from '../i18n.ts'
import { useSession } from '../session.ts'

const AccountMenuItems = lazy(() => import('./account-menu-items.tsx'))

export function AccountMenu({ onHelp, trigger }: { onHelp: () => void; trigger?: ReactNode }) {
  const session = useSession()
  if (!session) return null
  return (
    <Menu side="top" align={trigger ? 'end' : 'start'} trigger={trigger ?? <AccountButton name={session.user.name} />}>
      <AccountMenuItems onHelp={onHelp} />
    </Menu>
  )
}

function AccountButton({ name, ...rest }: { name: string }) {
  const { t } = useText()
  return (
    <button
      type="button"
      aria-label={t('shell:account.menu', { name })}
      className="flex min-h-9 items-center gap-2 rounded-md px-2 text-left text-ink-soft hover:bg-hover hover:text-ink max-lg:justify-center"
      {...rest}
    >
      <PersonIcon className="size-4 shrink-0" aria-hidden />
      <span className="truncate max-lg:hidden">{name}</span>
    </button>
  )
}
