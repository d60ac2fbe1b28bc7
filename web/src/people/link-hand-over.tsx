import type { LinkSent } from '../../../contract/people.ts'
import { useText } from '../app/i18n.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Moment } from '../ui/time.tsx'

/** A mail is on its way; or there is no mail server, and the link is handed over by other means. */
export function LinkHandOver({ sent }: { sent: LinkSent }) {
  const { t } = useText()
  return (
    <div className="flex flex-col gap-2">
      <Notice tone={sent.url ? 'caution' : 'info'}>
        {t(sent.url ? 'people:link.byHand' : 'people:link.byMail', { address: sent.address })}
      </Notice>
      {sent.url && (
        <p className="flex items-center gap-2 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-3">
          <code className="min-w-0 flex-1 font-mono text-small break-all">{sent.url}</code>
          <CopyButton text={sent.url} what={t('people:link.what')} />
        </p>
      )}
      <p className="text-small text-ink-faint">
        {t('people:link.until')} <Moment at={sent.expiresAt} />
      </p>
    </div>
  )
}
