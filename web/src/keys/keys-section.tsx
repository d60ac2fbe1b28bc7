import { useQuery } from '@tanstack/react-query'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { KeyRows } from './key-rows.tsx'
import { keysQuery, type Holder } from './queries.ts'
import { RotateKey } from './rotate-key.tsx'
import { RotateSecret } from './rotate-secret.tsx'

interface KeysSectionProps {
  holder: Holder
  /** A configuration file made it, and may name its key. */
  isManaged: boolean
}

/** The keys of a source or heartbeat: what is taken, who uses it, and how to change it without cutting anybody off. */
export function KeysSection({ holder, isManaged }: KeysSectionProps) {
  const { t } = useText()
  const mayChange = useMay('sources.secrets')
  const { data, error, refetch } = useQuery(keysQuery(holder))
  const kind = holder.noun === 'sources' ? 'integration_key' : 'ping_key'
  return (
    <Section title={t('keys:title')} className="mt-6 max-w-3xl">
      {error && !data && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={2} />}
      {data && (
        <>
          <KeyRows holder={holder} keys={data.items} mayChange={mayChange} />
          {data.secret === 'none' && <p className="mt-2 text-small text-ink-faint">{t('keys:noSecret')}</p>}
          {mayChange && (
            <div className="mt-3 flex flex-wrap gap-2">
              <RotateKey holder={holder} kind={kind} isManaged={isManaged} />
              {data.secret !== 'impossible' && <RotateSecret holder={holder} isSet={data.secret === 'set'} />}
            </div>
          )}
        </>
      )}
    </Section>
  )
}
