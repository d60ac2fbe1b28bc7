import { useMutation, useQuery } from '@tanstack/react-query'
import type { SelfTestView } from '../../../../contract/watch.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DoneIcon, FailedIcon, WaitingIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Moment } from '../../ui/time.tsx'
import { beginSelfTest, selfTestsQuery } from '../queries.ts'

/** The last results, and one at once whose stages can be watched. */
export function SelfTests() {
  const { t } = useText()
  const errorText = useErrorText()
  const { data } = useQuery({ ...selfTestsQuery, enabled: useMay('selftests.read') })
  const begin = useMutation({
    mutationFn: beginSelfTest,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: selfTestsQuery.queryKey }),
  })
  const isRunning = data?.items[0]?.status === 'running'
  const run = useMay('selftests.run') && (
    <Button busy={begin.isPending || isRunning} onClick={() => begin.mutate()}>
      {t('settings:selfTest.now')}
    </Button>
  )
  return (
    <Section title={t('settings:selfTest.results')} aside={run}>
      {begin.error && (
        <Notice tone="problem" className="mb-2">
          {errorText(begin.error)}
        </Notice>
      )}
      {data?.items.length === 0 && <p className="text-ink-soft">{t('settings:selfTest.none')}</p>}
      <ul aria-live="polite">
        {data?.items.map((test) => (
          <SelfTestRow key={test.id} test={test} />
        ))}
      </ul>
    </Section>
  )
}

const signByStatus = {
  running: { tone: 'maintenance', icon: WaitingIcon },
  passed: { tone: 'resolved', icon: DoneIcon },
  failed: { tone: 'triggered', icon: FailedIcon },
} as const

function SelfTestRow({ test }: { test: SelfTestView }) {
  const { t, language } = useText()
  const { tone, icon } = signByStatus[test.status]
  const milliseconds = test.stages.reduce((sum, stage) => sum + stage.milliseconds, 0)
  const seconds = (milliseconds / 1_000).toLocaleString(language, { maximumFractionDigits: 1 })
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Moment at={test.startedAt} className="w-28 text-ink-faint" />
        <Chip tone={tone} icon={icon}>
          {t(`settings:selfTest.status.${test.status}`)}
        </Chip>
        <span className="text-ink-soft">
          {test.status === 'running' && test.stage && t(`settings:selfTest.stage.${test.stage}`)}
          {test.status === 'passed' && t('settings:selfTest.took', { seconds })}
          {test.via === 'internal' && ` ${t('settings:selfTest.internal')}`}
        </span>
      </div>
      {test.meaning && <p className="mt-1 max-w-3xl text-triggered">{test.meaning}</p>}
    </li>
  )
}
