import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { sessionQuery, useSession } from '../app/session.ts'
import { useSignOut } from '../app/shell/use-account.ts'
import { EnrolDialog } from '../me/security/enrol-dialog.tsx'
import { AddPasskey } from '../me/security/passkeys.tsx'
import { passkeysQuery, secondFactorQuery } from '../me/security/queries.ts'
import { Button } from '../ui/button.tsx'
import { SecurityIcon } from '../ui/icons.ts'
import { LoadFailed, Notice } from '../ui/notice.tsx'
import { AuthPage } from './auth-page.tsx'
import { passkeySupport } from './passkeys.ts'
import { safeNext } from './values.ts'

/** Where a second factor is required, and somebody has none: nothing else opens before there is one. */
export function FactorPage() {
  const { t } = useText()
  const { next } = useSearch({ from: '/second-factor' })
  const navigate = useNavigate()
  const name = useSession()?.organization.name ?? ''
  const [enrolling, setEnrolling] = useState(false)
  const { hasFactor, error, retry } = useOwnFactors()
  const goOn = useEffectEvent(async () => {
    const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    if (session) await navigate({ href: safeNext(next), replace: true })
    else await navigate({ to: '/sign-in' })
  })
  // Not before the recovery codes are put away.
  const isDone = hasFactor && !enrolling
  useEffect(() => {
    if (isDone) void goOn()
  }, [isDone])
  return (
    <AuthPage title={t('auth:factor.title')} intro={t('auth:factor.intro', { name })}>
      {error != null && <LoadFailed error={error} onRetry={retry} />}
      <div className="flex flex-col gap-6">
        <Passkey />
        <Choice title={t('auth:factor.app')} text={t('auth:factor.appText')}>
          <Button onClick={() => setEnrolling(true)}>
            <SecurityIcon aria-hidden />
            {t('auth:factor.appAdd')}
          </Button>
        </Choice>
        <Notice tone="info">{t('auth:factor.woken')}</Notice>
        <SignOut />
      </div>
      <EnrolDialog open={enrolling} onClose={() => setEnrolling(false)} />
    </AuthPage>
  )
}

/** What the person has by now. */
function useOwnFactors() {
  const passkeys = useQuery(passkeysQuery)
  const app = useQuery(secondFactorQuery)
  return {
    hasFactor: (passkeys.data?.items.length ?? 0) > 0 || (app.data?.since ?? null) !== null,
    error: passkeys.error ?? app.error,
    retry: () => void Promise.all([passkeys.refetch(), app.refetch()]),
  }
}

function Passkey() {
  const { t } = useText()
  const support = passkeySupport()
  return (
    <Choice title={t('auth:factor.passkey')} text={t('auth:factor.passkeyText')}>
      {support === 'yes' ? <AddPasskey /> : <Notice tone="info">{t(`security:passkeys.support.${support}`)}</Notice>}
    </Choice>
  )
}

function Choice({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-4">
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-1 mb-3 text-ink-soft">{text}</p>
      {children}
    </section>
  )
}

function SignOut() {
  const { t } = useText()
  const signOut = useSignOut()
  return (
    <Button look="ghost" className="self-start" onClick={signOut}>
      {t('shell:account.signOut')}
    </Button>
  )
}
