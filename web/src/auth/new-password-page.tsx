import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import { useText } from '../app/i18n.ts'
import { showToast } from '../ui/toast.tsx'
import { AuthPage } from './auth-page.tsx'
import { NewPasswordForm } from './new-password-form.tsx'

export function NewPasswordPage() {
  const { t } = useText()
  const { token } = useParams({ from: '/password-reset/$token' })
  const navigate = useNavigate()
  return (
    <AuthPage title={t('auth:reset.title')}>
      <NewPasswordForm
        label={t('auth:reset.password')}
        submit={t('auth:reset.save')}
        send={(password) => api.post(`/password-reset/${encodeURIComponent(token)}`, { password })}
        done={() => {
          showToast(t('auth:reset.saved'))
          void navigate({ to: '/sign-in', replace: true })
        }}
      />
      <Link to="/sign-in" className="mt-4 inline-block text-accent underline max-md:py-2">
        {t('auth:reset.back')}
      </Link>
    </AuthPage>
  )
}
