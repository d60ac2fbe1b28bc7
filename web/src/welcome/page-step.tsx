import { useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { Alert } from '../api/types.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { NotifyIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { answeredAlert, ownSource, type Known } from './progress.ts'
import { TestPage } from './test-page.tsx'

/** The newcomer's own page, on the very way that every page takes. */
export function PageStep({ known }: { known: Known }) {
  const { t } = useText()
  const errorText = useErrorText()
  const key = useSession()?.user.key ?? ''
  const source = ownSource(known.sources)
  const begin = useMutation({
    mutationFn: () => api.post(`/sources/${encodeURIComponent(source?.key ?? '')}/test`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: topicKey('alerts') }),
  })
  const shown = shownAlert(known.alerts, source?.key, key)
  const isReady = source !== undefined && known.policies.length > 0
  if (!isReady) return <Notice tone="info">{t('welcome:page.notReady')}</Notice>
  return (
    <div className="flex flex-col gap-4">
      {shown?.status !== 'triggered' && (
        <div className="flex flex-wrap items-center gap-3">
          <Button look={shown ? 'plain' : 'primary'} busy={begin.isPending} onClick={() => begin.mutate()}>
            <NotifyIcon />
            {t(shown ? 'welcome:page.again' : 'welcome:page.begin')}
          </Button>
          {!shown && <span className="text-ink-soft">{t('welcome:page.beginHint')}</span>}
        </div>
      )}
      {begin.error && <Notice tone="problem">{errorText(begin.error)}</Notice>}
      {shown && <TestPage number={shown.number} />}
    </div>
  )
}

/** The one that is open now; else the last that was answered; else the last at all. */
function shownAlert(alerts: Alert[], sourceKey: string | undefined, userKey: string): Alert | undefined {
  const own = alerts.filter(({ source }) => source === sourceKey)
  return own.find(({ status }) => status === 'triggered') ?? answeredAlert(own, userKey) ?? own[0]
}
