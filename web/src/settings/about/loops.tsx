import type { HealthView } from '../../../../contract/watch.ts'
import { useText } from '../../app/i18n.ts'
import { Chip } from '../../ui/chip.tsx'
import { FailedIcon } from '../../ui/icons.ts'
import { Moment } from '../../ui/time.tsx'

/** What Pikett does by itself, task by task; the names are those of metrics and log. */
export function Loops({ loops }: { loops: HealthView['loops'] }) {
  const { t, language } = useText()
  return (
    <ul className="mt-1">
      {loops.map((loop) => (
        <li key={loop.name} className="flex flex-wrap gap-x-5 border-b border-line py-1 last:border-b-0">
          <code className="w-44 font-mono text-small leading-5">{loop.name}</code>
          <span className="w-36 text-ink-soft tabular-nums">
            {loop.latenessSeconds < 1
              ? t('settings:health.onTime')
              : t('settings:health.lateBy', {
                  seconds: loop.latenessSeconds.toLocaleString(language, { maximumFractionDigits: 1 }),
                })}
          </span>
          <span className="text-ink-soft">
            {t('settings:health.lastRun')} {loop.lastRunAt ? <Moment at={loop.lastRunAt} /> : t('common:time.never')}
          </span>
          {loop.failingSince && (
            <Chip tone="triggered" icon={FailedIcon}>
              {t('settings:health.failing')} <Moment at={loop.failingSince} />
            </Chip>
          )}
        </li>
      ))}
    </ul>
  )
}
