import { useState } from 'react'
import { serverNow } from '../../../api/server-clock.ts'
import { formatMoment } from '../../../app/format.ts'
import { useText } from '../../../app/i18n.ts'
import { useNow } from '../../../app/now.ts'
import { useViewer } from '../../../app/session.ts'
import { fromLocalInput } from '../../../oncall/local-input.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { MomentInput } from '../../../ui/moment-input.tsx'
import { useByHand } from '../use-by-hand.ts'
import type { AlertDialogProps } from './props.ts'
import { longestDays, presetsAt } from './snooze-times.ts'

/** Quiet for a while: nobody is paged until then; still open then, it pages anew. */
export function SnoozeDialog({ alert, onClose }: AlertDialogProps) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const { act, busy } = useByHand(alert)
  const { number } = alert
  const snooze = async (until: number) => {
    const wasTriggered = alert.status === 'triggered'
    const undo = () => void act('unsnooze', { done: () => t('alerts:toast.unsnoozed', { number }) })
    const time = formatMoment(new Date(until).toISOString(), serverNow(), viewer)
    const done = () => t('alerts:toast.snoozed', { number, time })
    const body = { until: new Date(until).toISOString() }
    if (await act('snooze', { body, done, ...(wasTriggered && { undo }) })) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('alertwork:snooze.title', { number })}>
      <p className="-mt-2 mb-3 text-ink-soft">{t('alertwork:snooze.intro')}</p>
      <ul className="grid gap-1.5 sm:grid-cols-2">
        {presetsAt(now, viewer.timezone).map(({ id, until }, index) => (
          <li key={id}>
            <Button
              className="w-full justify-between"
              busy={busy !== undefined}
              onClick={() => void snooze(until)}
              {...(index === 0 ? { 'data-first-focus': true } : {})}
            >
              {t(`alertwork:snooze.preset.${id}`)}
              <span className="font-normal text-ink-faint tabular-nums">
                {formatMoment(new Date(until).toISOString(), now, viewer)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <UntilTime onSnooze={(until) => void snooze(until)} />
    </Dialog>
  )
}

function UntilTime({ onSnooze }: { onSnooze: (until: number) => void }) {
  const { t } = useText()
  const { timezone } = useViewer()
  const [value, setValue] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      className="mt-4 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const until = Date.parse(fromLocalInput(value, timezone) ?? '')
        const ahead = until - serverNow()
        if (ahead > 0 && ahead <= longestDays * 86_400_000) onSnooze(until)
        else setWrong(true)
      }}
    >
      <Field label={t('alertwork:snooze.until')} error={isWrong ? t('alertwork:snooze.wrong') : undefined}>
        {(control) => (
          <MomentInput
            {...control}
            zone={timezone}
            value={value}
            onChange={(next) => (setValue(next), setWrong(false))}
          />
        )}
      </Field>
      <Button type="submit" disabled={value === ''}>
        {t('alerts:action.snooze')}
      </Button>
    </form>
  )
}
