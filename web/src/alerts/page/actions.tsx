import { lazy } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { ChevronDownIcon, MoreIcon } from '../../ui/icons.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { Action } from './use-actions.ts'

const ActionItems = lazy(() => import('./action-items.tsx'))

/** The one expected action is big and first. On a phone the row stays at the thumb, above the tabs. */
export function Actions({ actions }: { actions: Action[] }) {
  const { t } = useText()
  if (actions.length === 0) return null
  const main = actions.filter((action) => action.place === 'main')
  const row = actions.filter((action) => action.place === 'row')
  return (
    <section
      aria-label={t('alertpage:page.actions')}
      className="flex gap-2 py-4 max-md:fixed max-md:inset-x-0 max-md:bottom-[calc(3.5rem+1px+env(safe-area-inset-bottom))] max-md:z-10 max-md:border-t max-md:border-line max-md:bg-surface max-md:p-2"
    >
      {main.map((action) => (
        <ActionButton key={action.id} action={action} look="primary" className="max-md:flex-1" />
      ))}
      <div className="flex flex-wrap items-stretch gap-2 max-md:hidden">
        {row.map((action) => (
          <ActionButton key={action.id} action={action} look="plain" />
        ))}
        <More actions={actions.filter((action) => action.place === 'menu')} />
      </div>
      <PhoneMenu actions={actions.filter((action) => action.place !== 'main')} isAlone={main.length === 0} />
    </section>
  )
}

function ActionButton({ action, look, className }: { action: Action; look: 'primary' | 'plain'; className?: string }) {
  return (
    <Button
      look={look}
      size="large"
      className={cn(look === 'plain' && 'px-3.5', className)}
      aria-keyshortcuts={action.keys}
      onClick={() => action.run()}
    >
      <action.icon />
      {action.label}
      {action.keys && <KeyHint keys={action.keys} className="ml-1" />}
    </Button>
  )
}

function More({ actions }: { actions: Action[] }) {
  const { t } = useText()
  if (actions.length === 0) return null
  return (
    <Menu
      trigger={
        <Button size="large">
          {t('common:action.more')}
          <ChevronDownIcon />
        </Button>
      }
    >
      <ActionItems actions={actions} />
    </Menu>
  )
}

function PhoneMenu({ actions, isAlone }: { actions: Action[]; isAlone: boolean }) {
  const { t } = useText()
  return (
    <div className={isAlone ? 'flex-1 md:hidden' : 'md:hidden'}>
      <Menu
        side="top"
        align="end"
        trigger={
          <Button size="large" className={isAlone ? 'w-full' : ''} aria-label={t('common:action.more')}>
            <MoreIcon />
          </Button>
        }
      >
        <ActionItems actions={actions} />
      </Menu>
    </div>
  )
}
