import type { PersonReadiness } from '../../../contract/readiness.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { useText } from '../app/i18n.ts'
import { Moment } from '../ui/time.tsx'

/** When a test message last got through, on which channel, and how far it is known to have come. */
export function LastTest({ test }: { test: PersonReadiness['lastTest'] }) {
  const { t, has } = useText()
  if (!test) return null
  return (
    <p className="text-ink-soft">
      {t('people:lastTest.title', { channel: named('common:channel', test.channel, has, t) })} <Moment at={test.at} />,{' '}
      {t(`people:lastTest.${test.outcome}`)}
    </p>
  )
}
