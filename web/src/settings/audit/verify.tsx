import { useMutation, useQuery } from '@tanstack/react-query'
import type { LastVerification, Verification } from '../../../../contract/audit.ts'
import { useErrorText } from '../../app/error-text.ts'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { queryClient } from '../../app/query.ts'
import { useViewer } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { CodeLine } from '../../ui/code-block.tsx'
import { VerifiedIcon, WarningIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { describeMoment } from '../../ui/time.tsx'
import { lastVerificationQuery, verifyAudit } from '../queries.ts'

/** Walks the whole chain, on demand: of a large log that takes a moment. Before, it says what the last check found. */
export function Verify() {
  const { t } = useText()
  const errorText = useErrorText()
  const { data: before } = useQuery(lastVerificationQuery)
  const verify = useMutation({
    mutationFn: verifyAudit,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: lastVerificationQuery.queryKey }),
  })
  return (
    <div className="flex flex-wrap items-start gap-3 border-t border-line px-4 py-3 md:px-6">
      <Button busy={verify.isPending} onClick={() => verify.mutate()}>
        <VerifiedIcon />
        {t('settings:verify.now')}
      </Button>
      <div role="status" className="min-h-12 min-w-0 flex-1 basis-80">
        {verify.data && <Verdict verdict={verify.data} />}
        {verify.error && <Notice tone="problem">{errorText(verify.error)}</Notice>}
        {!verify.data && !verify.error && (
          <>
            <p className="py-1 text-ink-soft">{t('settings:verify.text')}</p>
            {before?.last && <Last last={before.last} />}
          </>
        )}
      </div>
    </div>
  )
}

function useWhen() {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(10_000)
  return (at: string) => describeMoment(at, now, viewer, t)
}

function Last({ last }: { last: NonNullable<LastVerification['last']> }) {
  const { t, language } = useText()
  const when = useWhen()
  const values = { when: when(last.at), name: last.by, entries: formatNumber(last.entries, language) }
  return (
    <p className={last.ok ? 'text-ink-soft' : 'font-medium text-triggered'}>
      {t(last.ok ? 'settings:verify.last' : 'settings:verify.lastBroken', values)}
    </p>
  )
}

function Verdict({ verdict }: { verdict: Verification }) {
  const { t, language } = useText()
  const when = useWhen()
  const { ok, at, entries, firstProblem, head } = verdict
  const count = formatNumber(entries, language)
  return (
    <>
      <p className={`flex items-center gap-2 py-1 font-medium ${ok ? 'text-resolved' : 'text-triggered'}`}>
        {ok ? (
          <VerifiedIcon className="size-4 shrink-0" aria-hidden />
        ) : (
          <WarningIcon className="size-4 shrink-0" aria-hidden />
        )}
        {t(ok ? 'settings:verify.whole' : 'settings:verify.broken', { count, entries: count })}
      </p>
      {firstProblem && <p>{firstProblem.meaning}</p>}
      {ok && (
        <>
          <p>{t('settings:verify.upTo', { when: when(at), entries: count })}</p>
          <p className="text-small text-ink-soft">{t('settings:verify.keep')}</p>
          <CodeLine code={head.hash} what={t('settings:verify.hash')} />
        </>
      )}
    </>
  )
}
