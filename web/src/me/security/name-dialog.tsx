import { useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'

interface NameDialogProps {
  open: boolean
  onClose: () => void
  title: string
  intro?: string
  initial: string
  action: string
  busy: boolean
  problem: string | undefined
  onName: (name: string) => void
}

/** What a person calls something of theirs. */
export function NameDialog({ open, onClose, title, ...rest }: NameDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <NameForm {...rest} onClose={onClose} />
    </Dialog>
  )
}

function NameForm({ onClose, intro, initial, action, busy, problem, onName }: Omit<NameDialogProps, 'open' | 'title'>) {
  const { t } = useText()
  const [name, setName] = useState(initial)
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && name.trim()) onName(name.trim())
      }}
    >
      {intro && <p className="text-ink-soft">{intro}</p>}
      {problem && <Notice tone="problem">{problem}</Notice>}
      <Field label={t('security:name')}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2 max-md:flex-col-reverse">
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
