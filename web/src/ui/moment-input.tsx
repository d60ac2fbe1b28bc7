import type { ComponentProps } from 'react'
import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { fromLocalInput } from '../oncall/local-input.ts'
import { cn } from './class-names.ts'
import { Input } from './field.tsx'

interface MomentInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  /** Wall-clock time in `zone`, as the configuration writes it: 2026-12-24T18:00. */
  value: string
  zone: string
  onChange: (value: string) => void
}

/** Date and time on the clocks of a zone, which is named; where the viewer's clock differs, what it will show then. */
export function MomentInput({ value, zone, onChange, className, ...rest }: MomentInputProps) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const instant = fromLocalInput(value, zone)
  const isElsewhere = instant && fromLocalInput(value, viewer.timezone) !== instant
  return (
    <span className={cn('flex flex-wrap items-center gap-x-2 gap-y-1', className)}>
      <Input
        {...rest}
        type="datetime-local"
        className="w-auto"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="text-small text-ink-faint">
        {zone.replaceAll('_', ' ')}
        {isElsewhere && ` (${t('ui:moment.yours', { time: formatMoment(instant, now, viewer) })})`}
      </span>
    </span>
  )
}
