import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { LoadFailed, Notice } from '../ui/notice.tsx'
import { NoPermission } from '../ui/no-permission.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Progress } from '../ui/progress.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { useDismissed } from './dismissed.ts'
import { OnCallStep } from './oncall-step.tsx'
import { PageStep } from './page-step.tsx'
import { nextStep, type Known } from './progress.ts'
import { stepNames, type StepName } from './steps.ts'
import { useProgress } from './queries.ts'
import { SourceStep } from './source-step.tsx'
import { StepFrame } from './step-frame.tsx'
import { WayStep } from './way-step.tsx'
import { WhoStep } from './who-step.tsx'

/** From nothing to the newcomer's own page in ten minutes, in any order. */
export function WelcomePage() {
  const { t } = useText()
  const mayWrite = useMay('config.write')
  const { known, done, error, retry } = useProgress(mayWrite)
  if (!mayWrite) return <NoPermission />
  return (
    <>
      <PageHeader title={t('welcome:title')} intro={t('welcome:intro')}>
        <Leave isDone={done !== undefined && nextStep(done) === undefined} />
      </PageHeader>
      {known && done && <Steps known={known} done={done} />}
      {!known && error && <LoadFailed error={error} onRetry={retry} />}
      {!known && !error && <SkeletonRows rows={5} />}
    </>
  )
}

function Leave({ isDone }: { isDone: boolean }) {
  const { t } = useText()
  const navigate = useNavigate()
  const [isDismissed, setDismissed] = useDismissed()
  const leave = () => {
    setDismissed(true)
    void navigate({ to: '/' })
  }
  if (isDismissed && !isDone) return <Button onClick={() => setDismissed(false)}>{t('welcome:bringBack')}</Button>
  return (
    <Button look={isDone ? 'primary' : 'ghost'} onClick={leave}>
      {t(isDone ? 'welcome:finish' : 'welcome:skip')}
    </Button>
  )
}

function Steps({ known, done }: { known: Known; done: Record<StepName, boolean> }) {
  const { t } = useText()
  const { step } = useSearch({ from: '/console/welcome' })
  const navigate = useNavigate({ from: '/welcome' })
  const next = nextStep(done)
  const open = step === 'none' ? undefined : (step ?? next ?? 'page')
  const count = stepNames.filter((name) => done[name]).length
  const contents = {
    who: <WhoStep contacts={known.contacts} />,
    way: <WayStep known={known} />,
    oncall: <OnCallStep known={known} />,
    source: <SourceStep known={known} />,
    page: <PageStep known={known} />,
  }
  return (
    <div className="max-w-4xl">
      <div className="flex items-center gap-3 px-4 pb-4 md:px-6">
        <Progress label={t('welcome:title')} value={count / stepNames.length} className="max-w-60 flex-1" />
        <span role="status" className="text-small text-ink-soft tabular-nums">
          {t('welcome:progress', { count, total: stepNames.length })}
        </span>
      </div>
      {!next && (
        <Notice tone="info" className="mx-4 mb-4 md:mx-6">
          {t('welcome:allDone')}
        </Notice>
      )}
      <ol>
        {stepNames.map((name, index) => (
          <StepFrame
            key={name}
            name={name}
            number={index + 1}
            isDone={done[name]}
            isOpen={open === name}
            onToggle={() => void navigate({ search: { step: open === name ? 'none' : name }, replace: true })}
          >
            {contents[name]}
          </StepFrame>
        ))}
      </ol>
    </div>
  )
}
