import { Link } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { useMay, useSession } from '../app/session.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { CloseIcon, WelcomeIcon } from '../ui/icons.ts'
import { useDismissed } from './dismissed.ts'
import { nextStep } from './progress.ts'
import { stepNames } from './steps.ts'
import { useProgress } from './queries.ts'

/** Leads back to the path as long as it is neither done nor put away. */
export default function WelcomeHint() {
  const { t } = useText()
  const isDemo = useSession()?.demo
  const [dismissed, setDismissed] = useDismissed()
  const isAsked = useMay('config.write') && !isDemo && !dismissed
  const { done } = useProgress(isAsked)
  const next = done && nextStep(done)
  if (!isAsked || !done || !next) return null
  const count = stepNames.filter((name) => done[name]).length
  return (
    <aside className="mb-3 flex flex-wrap md:col-span-2 xl:col-span-1 items-center gap-x-3 gap-y-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3 md:mx-6">
      <WelcomeIcon className="size-4 shrink-0 text-accent" aria-hidden />
      <p className="min-w-0 flex-1 basis-52">
        <span className="font-medium">{t('welcome:title')}:</span>{' '}
        {t('welcome:progress', { count, total: stepNames.length })}.{' '}
        {t('welcome:next', { step: t(`welcome:${next}.title`) })}
      </p>
      <Link to="/welcome" className={buttonStyle()}>
        {t('welcome:goOn')}
      </Link>
      <Button look="ghost" size="icon" aria-label={t('welcome:dismiss')} onClick={() => setDismissed(true)}>
        <CloseIcon />
      </Button>
    </aside>
  )
}
