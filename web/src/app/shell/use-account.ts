import { useNavigate } from '@tanstack/react-router'
import type { Language } from '../../../../contract/keys.ts'
import { api } from '../../api/client.ts'
import { loadOffline } from '../../offline/load.ts'
import { showToast } from '../../ui/toast.tsx'
import { useErrorText } from '../error-text.ts'
import { switchLanguage } from '../i18n.ts'
import { queryClient } from '../query.ts'
import { sessionQuery } from '../session.ts'

/** Switches here at once, and for mails and calls by telling the account. */
export function useLanguageChoice() {
  const errorText = useErrorText()
  return (language: Language) => {
    void switchLanguage(language)
    api.patch('/me', { language }).then(
      () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      (error: unknown) => showToast(errorText(error), { tone: 'problem' }),
    )
  }
}

/** Leaves nothing of the account behind in the memory of the page. */
export function useSignOut() {
  const navigate = useNavigate()
  const errorText = useErrorText()
  return () => {
    api.delete('/session').then(
      async () => {
        queryClient.setQueryData(sessionQuery.queryKey, null)
        await loadOffline()
          .then((offline) => offline.forget())
          .catch(() => {})
        await navigate({ to: '/sign-in' })
        queryClient.clear()
      },
      (error: unknown) => showToast(errorText(error), { tone: 'problem' }),
    )
  }
}
