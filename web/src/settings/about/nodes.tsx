import type { HealthView } from '../../../../contract/watch.ts'
import { useText } from '../../app/i18n.ts'
import { cn } from '../../ui/class-names.ts'
import { Moment } from '../../ui/time.tsx'
import { isApart } from './lateness.ts'

export function Nodes({ nodes }: { nodes: HealthView['nodes'] }) {
  const { t, language } = useText()
  const seconds = (ms: number) => (ms / 1_000).toLocaleString(language, { maximumFractionDigits: 2 })
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.name} className="flex flex-wrap gap-x-5 gap-y-0.5 border-b border-line py-1.5 last:border-b-0">
          <span className="font-medium">{node.name}</span>
          <span className="text-ink-soft">{t(`settings:health.role.${node.role as 'all'}`)}</span>
          <span className="text-ink-soft">{t('settings:health.nodeVersion', { version: node.version })}</span>
          <span className="text-ink-soft">
            {t('settings:health.started')} <Moment at={node.startedAt} />
          </span>
          <span className="text-ink-soft">
            {t('settings:health.seen')} <Moment at={node.lastSeenAt} />
          </span>
          <span className={cn('tabular-nums', isApart(node.clockSkewMs) ? 'text-triggered' : 'text-ink-soft')}>
            {isApart(node.clockSkewMs)
              ? t('settings:health.clockApart', { seconds: seconds(node.clockSkewMs) })
              : t('settings:health.clockRight')}
          </span>
        </li>
      ))}
    </ul>
  )
}
