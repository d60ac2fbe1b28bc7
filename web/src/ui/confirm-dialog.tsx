import { useState, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field, Input } from './field.tsx'
import { Notice } from './notice.tsx'

interface ConfirmDialogProps {
  open: boolean
  onClose: () => void
  title: string
  /** What will be the case afterwards, in numbers: "Stops 3 running escalations." */
  children: ReactNode
  /** The verb, not "OK". */
  action: string
  onConfirm: () => void
  busy?: boolean
  /** Why it did not work. */
  problem?: string | undefined
  isDestructive?: boolean
  /** For what many depend on: has to be typed first. */
  typed?: string
}

/** Asks before something that cannot be taken back. The way out has the focus. */
export function ConfirmDialog({ open, onClose, title, children, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <div className="text-ink-soft">{children}</div>
      <Answer {...rest} onClose={onClose} />
    </Dialog>
  )
}

function Answer(props: Omit<ConfirmDialogProps, 'open' | 'title' | 'children'>) {
  const { onClose, action, onConfirm, busy = false, problem, isDestructive = true, typed } = props
  const { t } = useText()
  const [text, setText] = useState('')
  return (
    <form
      className="mt-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        // The answer is not that of a form around the question.
        event.stopPropagation()
        if (!busy) onConfirm()
      }}
    >
      {typed !== undefined && (
        <Field label={t('ui:confirm.type', { text: typed })}>
          {(control) => (
            <Input {...control} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
      )}
      {problem && <Notice tone="problem">{problem}</Notice>}
      <div className="flex justify-end gap-2 max-md:flex-col-reverse">
        <Button data-first-focus={typed === undefined ? true : undefined} onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
        <Button
          type="submit"
          look={isDestructive ? 'destructive' : 'primary'}
          busy={busy}
          disabled={typed !== undefined && text.trim() !== typed}
        >
          {action}
        </Button>
      </div>
    </form>
  )
}
