import { useNavigate } from '@tanstack/react-router'
import type { Language } from '../../../../contract/keys.ts'
import { api, endSession } from '../../api/client.ts'
import { loadOffline } from '../../offline/load.ts'
import { showToast } from '../../ui/toast.tsx'
import { useErrorText } from '../error-text.ts'
import { switchLanguage } from '../i18n.ts'
import { setLeaving } from '../leaving.ts'
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

/**
 * Leaves nothing of the account behind, at once and without a network too. The session itself, whose cookie a page cannot
 * take away, ends before anything else is asked of the server.
 */
export function useSignOut() {
  const navigate = useNavigate()
  const leave = async () => {
    setLeaving(true)
    queryClient.setQueryData(sessionQuery.queryKey, null)
    const offline = await loadOffline().catch(() => undefined)
    await offline?.forgetAll()
    await navigate({ to: '/sign-in' })
    queryClient.clear()
    await endSession().catch(() => offline?.endLater())
  }
  return () => void leave()
}
