import { lazy } from 'react'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { AcknowledgeIcon, DoneIcon, EscalateIcon, MoreIcon, NoteIcon } from '../../ui/icons.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { Menu } from '../../ui/menu.tsx'
import { canEscalate } from '../answers.ts'
import type { ActionsProps } from './phone-menu-items.tsx'

const PhoneMenuItems = lazy(() => import('./phone-menu-items.tsx'))

/** The one expected action is big and first. On a phone the row stays at the thumb, above the tabs. */
export function Actions(props: ActionsProps) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  if (!may) return null
  return (
    <section
      aria-label={t('alerts:page.actions')}
      className="flex flex-wrap gap-2 py-4 max-md:fixed max-md:inset-x-0 max-md:bottom-[calc(3.5rem+1px+env(safe-area-inset-bottom))] max-md:z-10 max-md:flex-nowrap max-md:border-t max-md:border-line max-md:bg-surface max-md:p-2"
    >
      <MainAction {...props} />
      <DeskActions {...props} />
      <PhoneMenu {...props} />
    </section>
  )
}

function MainAction({ alert, answers }: ActionsProps) {
  const { t } = useText()
  if (alert.status === 'resolved') return null
  const isTriggered = alert.status === 'triggered'
  const Sign = isTriggered ? AcknowledgeIcon : DoneIcon
  return (
    <Button
      look="primary"
      size="large"
      className="max-md:flex-1"
      aria-keyshortcuts={isTriggered ? 'a' : 'r'}
      onClick={() => (isTriggered ? answers.acknowledge(alert) : answers.resolve(alert))}
    >
      <Sign />
      {t(isTriggered ? 'alerts:action.acknowledge' : 'alerts:action.resolve')}
      <KeyHint keys={isTriggered ? 'a' : 'r'} className="ml-1" />
    </Button>
  )
}

function DeskActions({ alert, answers, onNote }: ActionsProps) {
  const { t } = useText()
  return (
    <div className="flex gap-2 max-md:hidden">
      {alert.status === 'triggered' && (
        <Button size="large" aria-keyshortcuts="r" onClick={() => answers.resolve(alert)}>
          <DoneIcon />
          {t('alerts:action.resolve')}
          <KeyHint keys="r" className="ml-1" />
        </Button>
      )}
      {canEscalate(alert) && (
        <Button size="large" aria-keyshortcuts="e" onClick={() => answers.escalate(alert)}>
          <EscalateIcon />
          {t('alerts:action.escalate')}
          <KeyHint keys="e" className="ml-1" />
        </Button>
      )}
      <Button size="large" aria-keyshortcuts="n" onClick={onNote}>
        <NoteIcon />
        {t('alerts:action.note')}
        <KeyHint keys="n" className="ml-1" />
      </Button>
    </div>
  )
}

function PhoneMenu({ alert, answers, onNote }: ActionsProps) {
  const { t } = useText()
  return (
    <div className="md:hidden">
      <Menu
        side="top"
        align="end"
        trigger={
          <Button size="large" aria-label={t('common:action.more')}>
            <MoreIcon />
          </Button>
        }
      >
        <PhoneMenuItems alert={alert} answers={answers} onNote={onNote} />
      </Menu>
    </div>
  )
}
