import { useEffect, useRef } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { Notice } from './notice.tsx'
import { tip } from './tooltip.tsx'

interface FormFooterProps {
  /** Something differs from what is stored. */
  dirty: boolean
  busy: boolean
  /** Why it was not saved, where no field is to blame. */
  problem?: string | undefined
  saveLabel?: string
  /** Puts back what is stored; left out where the form creates something new. */
  onDiscard?: () => void
  watches?: readonly string[]
}

/** The end of every form: save, explicitly, and stay in sight while doing so. Ctrl/Cmd S saves; leaving unsaved asks. */
export function FormFooter({ dirty, busy, problem, saveLabel, onDiscard, watches = [] }: FormFooterProps) {
  const { t } = useText()
  const footer = useRef<HTMLElement>(null)
  useSaveKey(footer)
  return (
    <footer
      ref={footer}
      className="sticky bottom-0 z-10 -mx-4 mt-2 flex flex-col gap-2 border-t border-line bg-ground px-4 py-3 max-md:bottom-14 md:-mx-6 md:px-6"
    >
      {problem && <Notice tone="problem">{problem}</Notice>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" busy={busy} {...tip(t('ui:form.save'), 'Mod+S')} className="max-md:flex-1">
          {saveLabel ?? t('ui:form.save')}
        </Button>
        {onDiscard && dirty && (
          <Button look="ghost" onClick={onDiscard}>
            {t('ui:form.discard')}
          </Button>
        )}
        {/* Announced once, and keeps its place. */}
        <span role="status" className="ml-auto text-small text-ink-faint max-md:sr-only">
          {dirty ? t('ui:form.unsaved') : ''}
        </span>
      </div>
      <LeaveGuard when={dirty} watches={watches} />
    </footer>
  )
}

function useSaveKey(footer: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const save = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      footer.current?.closest('form')?.requestSubmit()
    }
    window.addEventListener('keydown', save)
    return () => window.removeEventListener('keydown', save)
  }, [footer])
}
