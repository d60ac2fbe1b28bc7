import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MailTrialResult } from '../../../../contract/channels.ts'
import type { SmtpConfig } from '../../../../contract/config/organization.ts'
import { named } from '../../alerts/timeline/sentence.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { SendIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { tryMail } from '../queries.ts'

interface MailTrialProps {
  /** What stands in the form, when it differs from what is saved. */
  smtp: SmtpConfig | undefined
  isUnsaved: boolean
}

export function MailTrial({ smtp, isUnsaved }: MailTrialProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const trial = useMutation({ mutationFn: () => tryMail(smtp) })
  return (
    <div className="my-4 flex flex-col items-start gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={trial.isPending} onClick={() => trial.mutate()}>
          <SendIcon />
          {t('settings:mail.try')}
        </Button>
        <span className="text-small text-ink-soft">{isUnsaved ? t('settings:mail.tryUnsaved') : ''}</span>
      </div>
      {trial.error && <Notice tone="problem">{errorText(trial.error)}</Notice>}
      {trial.data && !trial.isPending && <Answer result={trial.data} />}
    </div>
  )
}

/** Exactly what the other side said; what it means stands above. */
function Answer({ result }: { result: MailTrialResult }) {
  const { t, has } = useText()
  const { outcome, answer, reason, to, host, port } = result
  return (
    <Notice
      tone={outcome === 'accepted' ? 'info' : outcome === 'simulated' ? 'caution' : 'problem'}
      className="max-w-2xl"
    >
      <p className="font-medium">
        {t(`settings:mail.outcome.${outcome}`, { to, host: `${host ?? ''}:${port ?? ''}` })}
      </p>
      {reason && <p>{named('notifications:failure', reason, has, t)}</p>}
      {answer && (
        <>
          <p className="mt-1 text-small">{t('settings:mail.answer')}</p>
          <pre className="font-mono text-small whitespace-pre-wrap break-words">{answer}</pre>
        </>
      )}
      {outcome === 'simulated' && (
        <Link to="/sandbox" className="underline">
          {t('settings:channels.sandbox')}
        </Link>
      )}
    </Notice>
  )
}
