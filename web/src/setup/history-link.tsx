import { Link } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { buttonStyle } from '../ui/button.tsx'
import { AuditIcon } from '../ui/icons.ts'

/** Leads to what the audit log has about a thing, for those who may read it. */
export function HistoryLink({ subject }: { subject: string }) {
  const { t } = useText()
  if (!useMay('audit.read')) return null
  return (
    <Link to="/settings/audit" search={{ subject }} className={buttonStyle({ look: 'ghost' })}>
      <AuditIcon aria-hidden />
      {t('setup:history')}
    </Link>
  )
}
