import { useState, type FormEvent } from 'react'
import type { RespondersAdded } from '../../../../../contract/by-hand.ts'
import { formatNames } from '../../../app/format.ts'
import { useText, type Translate } from '../../../app/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox/combobox.tsx'
import { MultiCombobox } from '../../../ui/combobox/multi-combobox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { useByHand } from '../use-by-hand.ts'
import { OnIt } from './on-it.tsx'
import type { AlertDialogProps } from './props.ts'
import { useTargets } from './targets.ts'

/** Gives the alert to somebody: nobody else is bothered unless they do not answer. */
export function ReassignDialog({ alert, onClose }: AlertDialogProps) {
  const { t } = useText()
  const { act, busy } = useByHand(alert)
  const { options, nameOf } = useTargets()
  const [target, setTarget] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!target) return
    const done = () => t('alertwork:reassign.done', { number: alert.number, name: nameOf(target) })
    if (await act('reassign', { body: { to: target }, done })) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('alertwork:reassign.title', { number: alert.number })}>
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <p className="-mt-2 text-ink-soft">{t('alertwork:reassign.intro')}</p>
        <Field label={t('alertwork:reassign.to')}>
          {(control) => (
            <Combobox
              {...control}
              label={t('alertwork:reassign.to')}
              value={target}
              options={options}
              onChange={setTarget}
              placeholder={t('alertwork:target.placeholder')}
            />
          )}
        </Field>
        <OnIt alert={alert} />
        <Footer onClose={onClose} action={t('alerts:action.reassign')} busy={busy !== undefined} disabled={!target} />
      </form>
    </Dialog>
  )
}

/** Wakes more people, stopping nobody; shows first who is on it already. */
export function HelpDialog({ alert, onClose }: AlertDialogProps) {
  const { t, language } = useText()
  const { act, busy } = useByHand(alert)
  const { options } = useTargets()
  const [targets, setTargets] = useState<string[]>([])
  const [message, setMessage] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = { targets, ...(message.trim() && { message: message.trim() }) }
    const done = (answer: RespondersAdded) => wordsOf(answer, t, language)
    if (targets.length > 0 && (await act('responders', { body, done }))) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('alertwork:help.title', { number: alert.number })}>
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <OnIt alert={alert} />
        <Field label={t('alertwork:help.who')} hint={t('alertwork:help.whoHint')}>
          {(control) => (
            <MultiCombobox
              {...control}
              label={t('alertwork:help.who')}
              values={targets}
              options={options}
              onChange={setTargets}
              placeholder={t('alertwork:target.placeholder')}
            />
          )}
        </Field>
        <Field label={t('alertwork:help.message')} hint={t('alertwork:help.messageHint')} optional>
          {(control) => (
            <TextArea
              {...control}
              maxLength={1_000}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          )}
        </Field>
        <Footer
          onClose={onClose}
          action={t('alertwork:help.submit')}
          busy={busy !== undefined}
          disabled={targets.length === 0}
        />
      </form>
    </Dialog>
  )
}

function wordsOf({ added, already, unreachable }: RespondersAdded, t: Translate, language: 'de' | 'en'): string {
  const names = (people: { name: string }[]) =>
    formatNames(
      people.map((one) => one.name),
      language,
    )
  return [
    added.length > 0 && t('alertwork:help.added', { names: names(added), count: added.length }),
    already.length > 0 &&
      t('alertwork:help.already', { names: names(already.map((one) => one.user)), count: already.length }),
    unreachable.length > 0 && t('alertwork:help.unreachable', { names: names(unreachable), count: unreachable.length }),
  ]
    .filter(Boolean)
    .join(' ')
}

interface FooterProps {
  onClose: () => void
  action: string
  busy: boolean
  disabled: boolean
}

export function Footer({ onClose, action, busy, disabled }: FooterProps) {
  const { t } = useText()
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      <Button type="submit" look="primary" busy={busy} disabled={disabled}>
        {action}
      </Button>
    </div>
  )
}
