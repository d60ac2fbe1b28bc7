import type { HealthView } from '../../../../contract/watch.ts'
import { useText } from '../../app/i18n.ts'
import { Chip } from '../../ui/chip.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { DoneIcon, FailedIcon, WaitingIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Moment } from '../../ui/time.tsx'
import { Loops } from './loops.tsx'
import { Nodes } from './nodes.tsx'
import { latenessOf } from './lateness.ts'

const signByStatus = {
  well: { tone: 'resolved', icon: DoneIcon },
  ill: { tone: 'triggered', icon: FailedIcon },
  unknown: { tone: 'quiet', icon: WaitingIcon },
} as const

/** What the last look found: first in one word, then what is wrong and what to do, then the figures. */
export function Health({ health }: { health: HealthView }) {
  const { t } = useText()
  const { tone, icon } = signByStatus[health.status]
  return (
    <>
      <Section
        title={t('settings:health.title')}
        aside={
          <Chip tone={tone} icon={icon}>
            {t(`settings:health.status.${health.status}`)}
          </Chip>
        }
      >
        {health.problems.map((problem) => (
          <Notice key={problem.meaning} tone={problem.wellSince ? 'caution' : 'problem'} className="mb-2">
            {problem.meaning}
            {problem.wellSince && (
              <p className="text-small">
                {t('settings:health.wellSince')} <Moment at={problem.wellSince} />
              </p>
            )}
          </Notice>
        ))}
        <Figures health={health} />
      </Section>
      <Section title={t('settings:health.nodes')}>
        <Nodes nodes={health.nodes} />
      </Section>
      <Section title={t('settings:health.heartbeat')}>
        <Heartbeat heartbeat={health.outwardHeartbeat} />
      </Section>
      <Disclosure summary={t('settings:health.tasks')} className="pb-4">
        <Loops loops={health.loops} />
      </Disclosure>
    </>
  )
}

function Figures({ health }: { health: HealthView }) {
  const { t, language } = useText()
  const { seconds, name } = latenessOf(health.loops)
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 })
  return (
    <FactList>
      <Fact name={t('settings:health.database')}>
        {health.database.latencyMs !== null &&
          t('settings:health.answers', { milliseconds: number(health.database.latencyMs) })}
      </Fact>
      <Fact name={t('settings:health.lateness')}>
        {seconds === 0 ? t('settings:health.onTime') : t('settings:health.late', { seconds: number(seconds), name })}
      </Fact>
      <Fact name={t('settings:health.checked')}>
        {health.checkedAt ? <Moment at={health.checkedAt} /> : t('common:time.never')}
      </Fact>
    </FactList>
  )
}

/** The call to a watcher outside that falls silent when Pikett does. */
function Heartbeat({ heartbeat }: { heartbeat: HealthView['outwardHeartbeat'] }) {
  const { t } = useText()
  if (!heartbeat.configured) return <Notice tone="caution">{t('settings:health.noHeartbeat')}</Notice>
  return (
    <>
      <p className="text-ink-soft">
        {t('settings:health.heartbeatText')} {heartbeat.pingedAt && <Moment at={heartbeat.pingedAt} />}
      </p>
      {heartbeat.error && (
        <Notice tone="problem" className="mt-2">
          {t('settings:health.heartbeatFailed')} <code className="font-mono text-small">{heartbeat.error}</code>
        </Notice>
      )}
    </>
  )
}
