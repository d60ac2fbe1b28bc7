import { useNavigate } from '@tanstack/react-router'
import { useCommands } from '../../app/commands.ts'
import { localeOf } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { BackIcon, ForwardIcon } from '../../ui/icons.ts'
import { Segments } from '../../ui/segments.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { dateAt, moved, spanOf } from '../timeline/span.ts'
import { views, type View } from '../timeline/views.ts'
import type { ScheduleSearch } from './search.ts'

/** Which days are seen: earlier, later, today, and how many at once. By keys as well. */
export function MoveBar({ schedule, search }: { schedule: string; search: ScheduleSearch }) {
  const { t } = useText()
  const { timezone } = useViewer()
  const now = useNow(60_000)
  const navigate = useNavigate()
  const view = search.view ?? 'week'
  const date = search.date ?? dateAt(now, timezone)
  const show = (part: Pick<ScheduleSearch, 'view' | 'date'>) =>
    void navigate({ to: '/oncall/$key', params: { key: schedule }, search: { ...search, ...part }, replace: true })
  const today = () => {
    const { date: _date, ...rest } = search
    void navigate({ to: '/oncall/$key', params: { key: schedule }, search: rest, replace: true })
  }
  const step = (steps: -1 | 1) => show({ date: moved(view, date, steps) })
  useCommands(t('schedule:move.title'), [
    {
      id: 'schedule.earlier',
      label: t('schedule:move.earlier'),
      keys: 'ArrowLeft',
      isKeyOnly: true,
      run: () => step(-1),
    },
    { id: 'schedule.later', label: t('schedule:move.later'), keys: 'ArrowRight', isKeyOnly: true, run: () => step(1) },
    { id: 'schedule.today', label: t('schedule:move.today'), keys: 't', run: today },
  ])
  return (
    <div className="flex flex-wrap items-center gap-2 py-3">
      <Button
        size="icon"
        aria-label={t('schedule:move.earlier')}
        {...tip(t('schedule:move.earlier'), 'ArrowLeft')}
        onClick={() => step(-1)}
      >
        <BackIcon />
      </Button>
      <Button
        size="icon"
        aria-label={t('schedule:move.later')}
        {...tip(t('schedule:move.later'), 'ArrowRight')}
        onClick={() => step(1)}
      >
        <ForwardIcon />
      </Button>
      <Button {...tip(t('schedule:move.today'), 't')} disabled={search.date === undefined} onClick={today}>
        {t('schedule:move.today')}
      </Button>
      <h2 className="px-1 font-semibold tabular-nums" aria-live="polite">
        <SpanTitle view={view} date={date} />
      </h2>
      <Segments
        className="ml-auto max-md:w-full"
        label={t('schedule:view.label')}
        isLabelHidden
        value={view}
        options={views.map((value) => ({ value, label: t(`schedule:view.${value}`) }))}
        onChange={(next) => show({ view: next })}
      />
    </div>
  )
}

/** "16–22 November 2026". */
function SpanTitle({ view, date }: { view: View; date: string }) {
  const { language } = useText()
  const { timezone } = useViewer()
  const span = spanOf(view, date, timezone)
  const format = new Intl.DateTimeFormat(localeOf(language), {
    ...(view !== 'month' && { day: 'numeric' }),
    month: 'long',
    year: 'numeric',
    timeZone: timezone,
  })
  // The last day that is still seen, whatever hours it has.
  return format.formatRange(span.from, span.to - 60_000)
}
