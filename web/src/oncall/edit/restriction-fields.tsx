import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { CloseIcon, CreateIcon } from '../../ui/icons.ts'
import { newId, weekdays, type RestrictionDraft } from './draft.ts'
import type { LayerProps } from './layer-props.ts'

/** The times in which a layer is active; without any, always. */
export function RestrictionFields({ layer, set, problems }: LayerProps) {
  const { t } = useText()
  const { restrictions } = layer
  const change = (id: string, part: Partial<RestrictionDraft>) =>
    set({ restrictions: restrictions.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  const add = { id: newId(), days: [...weekdays], from: '08:00', to: '18:00' }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t('schedule:times.title')}</legend>
      {restrictions.length === 0 && <p className="text-ink-soft">{t('schedule:times.always')}</p>}
      {restrictions.map((one) => (
        <div key={one.id} className="flex flex-col gap-1">
          <div className="flex items-center gap-1">
            <Days restriction={one} change={(days) => change(one.id, { days })} />
            <Button
              look="ghost"
              size="icon"
              aria-label={t('schedule:times.remove')}
              onClick={() => set({ restrictions: restrictions.filter((other) => other.id !== one.id) })}
            >
              <CloseIcon />
            </Button>
          </div>
          <Hours restriction={one} change={(part) => change(one.id, part)} />
          {problems.has(`${one.id}.days`) && <p className="text-small text-triggered">{t('schedule:problem.days')}</p>}
          {problems.has(`${one.id}.time`) && <p className="text-small text-triggered">{t('schedule:problem.time')}</p>}
        </div>
      ))}
      <Button size="small" className="self-start" onClick={() => set({ restrictions: [...restrictions, add] })}>
        <CreateIcon />
        {t('schedule:times.add')}
      </Button>
    </fieldset>
  )
}

function Days({
  restriction,
  change,
}: {
  restriction: RestrictionDraft
  change: (days: RestrictionDraft['days']) => void
}) {
  const { t } = useText()
  const { days } = restriction
  return (
    <div role="group" aria-label={t('schedule:times.days')} className="flex flex-1 gap-1">
      {weekdays.map((day) => (
        <label
          key={day}
          className="flex min-h-8 flex-1 cursor-pointer items-center justify-center rounded border border-line text-small has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:min-h-11"
        >
          <input
            type="checkbox"
            name={`${restriction.id}.days`}
            className="sr-only"
            checked={days.includes(day)}
            onChange={(event) => change(event.target.checked ? [...days, day] : days.filter((one) => one !== day))}
          />
          {t(`schedule:day.${day}`)}
        </label>
      ))}
    </div>
  )
}

interface HoursProps {
  restriction: RestrictionDraft
  change: (part: Partial<RestrictionDraft>) => void
}

function Hours({ restriction, change }: HoursProps) {
  const { t } = useText()
  const { from, to } = restriction
  const end = to === '24:00' ? '00:00' : to
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="time"
        className="w-auto"
        name={`${restriction.id}.time`}
        aria-label={t('schedule:times.from')}
        value={from}
        onChange={(event) => change({ from: event.target.value })}
      />
      <span aria-hidden>–</span>
      <Input
        type="time"
        className="w-auto"
        aria-label={t('schedule:times.to')}
        value={end}
        onChange={(event) => change({ to: event.target.value })}
      />
      {end !== '' && end <= from && (
        <span className="text-small text-ink-faint">
          {t(
            end === '00:00'
              ? from === '00:00'
                ? 'schedule:times.wholeDay'
                : 'schedule:times.midnight'
              : 'schedule:times.nextDay',
          )}
        </span>
      )}
    </div>
  )
}
