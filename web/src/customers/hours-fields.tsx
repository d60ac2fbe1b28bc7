import { useText } from '../app/i18n.ts'
import { useSession } from '../app/session.ts'
import { withAt } from '../setup/item-values.ts'
import { ListField } from '../setup/parts.tsx'
import type { Faults } from '../setup/use-item-form.ts'
import { WeekdayBoxes } from '../setup/weekday-boxes.tsx'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choice.tsx'
import { Field, Input } from '../ui/field.tsx'
import { CloseIcon, CreateIcon } from '../ui/icons.ts'
import { ZoneInput } from '../ui/zone-input.tsx'
import { SupportNow } from './support-now.tsx'
import { usualHours, type SupportHours } from './support.ts'

interface HoursFieldsProps {
  value: SupportHours | undefined
  faults: Faults
  onChange: (value: SupportHours | undefined) => void
}

/** When a customer is served: days and times in a zone, and the days on which nobody is. */
export function HoursFields({ value, faults, onChange }: HoursFieldsProps) {
  const { t } = useText()
  const zone = useSession()?.organization.timezone ?? 'UTC'
  return (
    <>
      <CheckBox
        label={t('customers:form.limited')}
        checked={value !== undefined}
        onChange={(checked) => onChange(checked ? usualHours(zone) : undefined)}
      />
      {value && <Details value={value} faults={faults} onChange={onChange} />}
    </>
  )
}

function Details({ value, faults, onChange }: HoursFieldsProps & { value: SupportHours }) {
  const { t } = useText()
  const { hours } = value
  return (
    <div className="flex flex-col gap-4 pl-6.5 max-md:pl-0">
      <p aria-live="polite" className="font-medium">
        <SupportNow hours={value} />
      </p>
      {hours.map((one, place) => (
        <HoursRow
          key={place}
          hours={one}
          error={faults[`supportHours.hours.${place}.from`] ?? faults[`supportHours.hours.${place}.to`]}
          onChange={(next) => onChange({ ...value, hours: withAt(hours, place, next) })}
          isOnly={hours.length === 1}
        />
      ))}
      <Button
        size="small"
        className="self-start"
        onClick={() => onChange({ ...value, hours: [...hours, { days: ['Sat'], from: '09:00', to: '13:00' }] })}
      >
        <CreateIcon />
        {t('customers:form.addHours')}
      </Button>
      <Field label={t('maintenance:form.zone')} className="max-w-80" error={faults['supportHours.timezone']}>
        {(control) => (
          <ZoneInput
            {...control}
            label={t('maintenance:form.zone')}
            value={value.timezone}
            onChange={(timezone) => onChange({ ...value, timezone })}
          />
        )}
      </Field>
      <ListField
        label={t('customers:form.holidays')}
        hint={t('customers:form.holidaysHint')}
        optional
        isCode
        rows={4}
        placeholder={'2026-12-25\n2026-12-26'}
        values={value.holidays}
        error={Object.entries(faults).find(([path]) => path.startsWith('supportHours.holidays'))?.[1]}
        onChange={(holidays) => onChange({ ...value, holidays })}
      />
    </div>
  )
}

interface HoursRowProps {
  hours: SupportHours['hours'][number]
  error: string | undefined
  isOnly: boolean
  onChange: (hours: SupportHours['hours'][number] | undefined) => void
}

function HoursRow({ hours, error, isOnly, onChange }: HoursRowProps) {
  const { t } = useText()
  const all = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <WeekdayBoxes
        label={t('maintenance:form.days')}
        values={hours.days ?? all}
        onChange={(days) => {
          const { days: _, ...rest } = hours
          onChange(days.length === 0 || days.length === 7 ? rest : { ...rest, days })
        }}
      />
      <div className="flex items-end gap-2">
        {(['from', 'to'] as const).map((name) => (
          <Field key={name} label={t(`customers:form.${name}`)}>
            {(control) => (
              <Input
                {...control}
                type="time"
                className="w-auto"
                value={hours[name] === '24:00' ? '00:00' : hours[name]}
                onChange={(event) => onChange({ ...hours, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        {!isOnly && (
          <Button
            look="ghost"
            size="icon"
            aria-label={t('customers:form.removeHours')}
            onClick={() => onChange(undefined)}
          >
            <CloseIcon />
          </Button>
        )}
      </div>
      {error && <p className="basis-full text-small text-triggered">{error}</p>}
    </div>
  )
}
