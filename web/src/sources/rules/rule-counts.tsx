import type { RuleView } from '../../../../contract/event-rules.ts'
import { useText } from '../../app/i18n.ts'
import { describeMoment } from '../../ui/time.tsx'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'

/** What a saved rule did so far, and why it failed last. */
export function RuleCounts({ rule }: { rule: RuleView }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(10_000)
  const time = (at: string) => describeMoment(at, now, viewer, t)
  return (
    <>
      <p className="text-small text-ink-faint">
        {rule.lastMatchAt
          ? t('rules:matches', { count: rule.matches, time: time(rule.lastMatchAt) })
          : t('rules:matchesNone')}
      </p>
      {rule.lastFailureAt && (
        <p className="text-small text-acknowledged">
          {t('rules:failures', { count: rule.failures, time: time(rule.lastFailureAt) })}{' '}
          <span lang="en" className="font-mono">
            {rule.lastFailure}
          </span>
        </p>
      )}
    </>
  )
}
