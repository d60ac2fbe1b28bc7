import type { Weekday } from '../../../contract/config/schedule.ts'
import { useText } from '../app/i18n.ts'
import { WeekdayBoxes } from '../setup/weekday-boxes.tsx'
import { TextField } from '../setup/parts.tsx'
import { Field, Select } from '../ui/field.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { repeats, weekdays, type RepeatValues } from './recurrence.ts'
import { ordinalName, weekdayName } from './sentence.ts'
import type { WindowForm } from './use-window-form.ts'

/** Once, or how often: every choice stands for a rule that need not be known. */
export function RepeatFields({ form: { draft, faults, set } }: { form: WindowForm }) {
  const { t } = useText()
  const { repeat } = draft
  const kind = repeat.repeat === 'once' || repeat.repeat === 'rule' ? undefined : repeat.repeat
  const put = (change: Partial<RepeatValues>) => set({ repeat: { ...repeat, ...change } })
  return (
    <>
      <div className="flex flex-wrap items-end gap-4">
        <Field label={t('maintenance:form.repeat')}>
          {(control) => (
            <Select
              {...control}
              className="w-auto max-w-full"
              value={repeat.repeat}
              onChange={(event) => put(begun(repeats.find((one) => one === event.target.value) ?? 'once', draft.start))}
            >
              {repeats.map((one) => (
                <option key={one} value={one}>
                  {t(`maintenance:repeats.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {kind && (
          <Field label={t('maintenance:form.interval')}>
            {(control) => (
              <NumberInput
                {...control}
                className="w-36"
                unit={t(`maintenance:unit.${kind}`)}
                value={repeat.interval}
                onChange={(interval) => put({ interval: Math.max(1, interval ?? 1) })}
              />
            )}
          </Field>
        )}
      </div>
      <Details repeat={repeat} put={put} faults={faults} />
      {kind && (
        <TextField
          label={t('maintenance:form.until')}
          optional
          type="date"
          className="w-48"
          value={repeat.until}
          onChange={(until) => put({ until })}
        />
      )}
    </>
  )
}

/** What a choice begins with follows the start: a Tuesday is offered on a Tuesday. */
function begun(repeat: RepeatValues['repeat'], start: string): Partial<RepeatValues> {
  const at = new Date(`${start.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return { repeat }
  const weekday = weekdays[(at.getUTCDay() + 6) % 7] ?? 'Mon'
  const nth = Math.ceil(at.getUTCDate() / 7)
  return { repeat, weekday, days: [weekday], ordinal: nth > 4 ? -1 : nth, monthDay: at.getUTCDate() }
}

interface DetailsProps {
  repeat: RepeatValues
  put: (change: Partial<RepeatValues>) => void
  faults: Record<string, string>
}

function Details({ repeat, put, faults }: DetailsProps) {
  const { t, language } = useText()
  switch (repeat.repeat) {
    case 'weekly':
      return (
        <WeekdayBoxes
          label={t('maintenance:form.days')}
          values={repeat.days}
          error={faults['days']}
          onChange={(days) => put({ days })}
        />
      )
    case 'monthlyDay':
      return (
        <Field label={t('maintenance:form.monthDay')}>
          {(control) => (
            <Select
              {...control}
              className="w-auto self-start"
              value={repeat.monthDay}
              onChange={(event) => put({ monthDay: Number(event.target.value) })}
            >
              {Array.from({ length: 31 }, (_, index) => (
                <option key={index} value={index + 1}>
                  {index + 1}
                </option>
              ))}
              <option value={-1}>{t('maintenance:form.lastDay')}</option>
            </Select>
          )}
        </Field>
      )
    case 'monthlyWeekday':
      return (
        <div className="flex flex-wrap gap-3">
          <Select
            aria-label={t('maintenance:form.which')}
            className="w-auto"
            value={repeat.ordinal}
            onChange={(event) => put({ ordinal: Number(event.target.value) })}
          >
            {([1, 2, 3, 4, -1] as const).map((one) => (
              <option key={one} value={one}>
                {t(`maintenance:ordinal.${ordinalName(one)}`)}
              </option>
            ))}
          </Select>
          <Select
            aria-label={t('maintenance:form.weekday')}
            className="w-auto"
            value={repeat.weekday}
            onChange={(event) => put({ weekday: weekdays.find((day: Weekday) => day === event.target.value) ?? 'Mon' })}
          >
            {weekdays.map((day) => (
              <option key={day} value={day}>
                {weekdayName(day, language)}
              </option>
            ))}
          </Select>
        </div>
      )
    case 'rule':
      return (
        <TextField
          label={t('maintenance:form.rule')}
          hint={t('maintenance:form.ruleHint')}
          isCode
          placeholder="FREQ=MONTHLY;BYDAY=2SA"
          value={repeat.rule}
          error={faults['rrule']}
          onChange={(rule) => put({ rule })}
        />
      )
    default:
      return null
  }
}
