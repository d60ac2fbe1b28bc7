import type { AlertDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { ExternalIcon } from '../../ui/icons.ts'
import { runbooksOf } from './links.ts'

/** How to mend it, before who was told: that is what is read next. */
export function Runbooks({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const runbooks = runbooksOf(alert)
  if (runbooks.length === 0) return null
  return (
    <ul aria-label={t('alertpage:page.runbooks')} className="flex flex-wrap gap-2 pb-4 max-md:pt-1">
      {runbooks.map(({ href, text }) => (
        <li key={href} className="max-w-full">
          <a href={href} target="_blank" rel="noopener noreferrer" className={`${buttonStyle()} max-w-full`}>
            <ExternalIcon aria-hidden />
            <span className="truncate">{text ?? t('alertpage:page.runbook')}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
