import type { Weekday } from '../../../contract/config/schedule.ts'
import { useText } from '../app/i18n.ts'
import { weekdays } from '../maintenance/recurrence.ts'
import { weekdayName } from '../maintenance/sentence.ts'

interface WeekdayBoxesProps {
  label: string
  values: readonly Weekday[]
  error?: string | undefined
  onChange: (values: Weekday[]) => void
}

/** Days of the week, each on or off, in their order. */
export function WeekdayBoxes({ label, values, error, onChange }: WeekdayBoxesProps) {
  const { language } = useText()
  const flip = (day: Weekday) =>
    onChange(weekdays.filter((one) => (one === day ? !values.includes(day) : values.includes(one))))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1">
        {weekdays.map((day) => (
          <label
            key={day}
            className="flex min-h-8 min-w-10 cursor-pointer items-center justify-center rounded-md border border-line px-2 text-ink-soft hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:min-h-11 max-md:min-w-11"
          >
            <input
              type="checkbox"
              className="sr-only"
              aria-label={weekdayName(day, language)}
              checked={values.includes(day)}
              onChange={() => flip(day)}
            />
            <span aria-hidden>{weekdayName(day, language, 'short')}</span>
          </label>
        ))}
      </div>
      {error && <p className="mt-1 text-small text-triggered">{error}</p>}
    </fieldset>
  )
}
