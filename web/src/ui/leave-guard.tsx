import { useBlocker } from '@tanstack/react-router'
import { createPortal } from 'react-dom'
import { useText } from '../app/i18n.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface LeaveGuardProps {
  when: boolean
  /** Names in the address whose change also closes the form, such as the thing that a side panel edits. */
  watches?: readonly string[]
}

let isLet = false

/** What was typed has been saved: the way on that follows at once asks nothing. */
export function leaveSaved(go: () => void): void {
  isLet = true
  go()
  // The router decides in the turns that follow.
  setTimeout(() => (isLet = false))
}

/** Asks before what was typed is lost: by a link, by going back, by closing the page. */
export function LeaveGuard({ when, watches = [] }: LeaveGuardProps) {
  const { t } = useText()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => {
      if (!when || isLet) return false
      const valueIn = (search: unknown, name: string) => (search as Record<string, unknown>)[name]
      return (
        current.pathname !== next.pathname ||
        watches.some((name) => valueIn(current.search, name) !== valueIn(next.search, name))
      )
    },
    enableBeforeUnload: () => when && !isLet,
    withResolver: true,
  })
  // Outside the form that it guards: a form within a form is sent by the browser, which reads the page anew.
  return createPortal(
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('ui:leave.title')}
      action={t('ui:leave.action')}
      onConfirm={() => blocker.proceed?.()}
    >
      {t('ui:leave.text')}
    </ConfirmDialog>,
    document.body,
  )
}
