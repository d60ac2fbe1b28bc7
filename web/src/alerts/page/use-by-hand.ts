import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { AlertDetail } from '../../api/types.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { showToast } from '../../ui/toast.tsx'

type Verb = 'escalate' | 'reassign' | 'responders' | 'snooze' | 'unsnooze' | 'unacknowledge' | 'merge' | 'leave-group'

interface Options<Answer> {
  body?: object
  /** What is the case now, in words. */
  done: (answer: Answer) => string
  /** Takes it back, where that bothers nobody. */
  undo?: () => void
}

/** What people do with an alert beyond answering it. Each says what came of it, and never fails in silence. */
export function useByHand(alert: AlertDetail) {
  const { t } = useText()
  const errorText = useErrorText()
  const [busy, setBusy] = useState<Verb>()

  /** Whether it was done. */
  async function act<Answer = unknown>(verb: Verb, { body = {}, done, undo }: Options<Answer>): Promise<boolean> {
    if (busy) return false
    setBusy(verb)
    try {
      const answer = await api.post<Answer>(`/alerts/${encodeURIComponent(alert.id)}/${verb}`, body)
      const action = undo && { label: t('common:action.undo'), run: undo }
      showToast(done(answer), action ? { action, lifeMilliseconds: 8_000 } : {})
      return true
    } catch (error) {
      const reason = errorText(error)
      showToast(t('alerts:toast.failed', { number: alert.number, reason }), { tone: 'problem' })
      return false
    } finally {
      setBusy(undefined)
      void queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
    }
  }
  return { act, busy }
}

export type ByHand = ReturnType<typeof useByHand>
