import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { api, ApiError } from '../api/client.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { sessionQuery } from '../app/session.ts'
import { buttonStyle } from '../ui/button.tsx'
import { LoadFailed } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AuthPage } from './auth-page.tsx'
import { NewPasswordForm } from './new-password-form.tsx'
import { invitationQuery } from './queries.ts'

export function InvitationPage() {
  const { t } = useText()
  const { token } = useParams({ from: '/invitations/$token' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(invitationQuery(token))
  if (error instanceof ApiError && [404, 409, 410].includes(error.status)) return <Gone />
  if (error) return <LoadFailed error={error} onRetry={() => void refetch()} />
  if (!data) return <AuthPage title={t('common:loading')}>{<Skeleton className="h-10" />}</AuthPage>
  return (
    <AuthPage
      title={t('auth:invitation.title', { name: data.name })}
      intro={t('auth:invitation.intro', { email: data.email })}
    >
      <NewPasswordForm
        label={t('auth:invitation.password')}
        submit={t('auth:invitation.submit')}
        email={data.email}
        send={(password) => api.post(`/invitations/${encodeURIComponent(token)}`, { password })}
        done={() => {
          void queryClient
            .fetchQuery({ ...sessionQuery, staleTime: 0 })
            .then((session) => navigate({ to: session ? '/me' : '/sign-in', replace: true }))
        }}
      />
    </AuthPage>
  )
}

function Gone() {
  const { t } = useText()
  return (
    <AuthPage title={t('auth:invitation.gone')} intro={t('auth:invitation.goneText')}>
      <Link to="/sign-in" className={buttonStyle({ look: 'primary', size: 'large' })}>
        {t('auth:invitation.toSignIn')}
      </Link>
    </AuthPage>
  )
}
