import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { loadOffline } from '../../offline/load.ts'
import { showToast } from '../../ui/toast.tsx'
import { useAway } from '../away.ts'
import { useText, withTexts } from '../i18n.ts'
import { useLiveState } from '../live.ts'
import { useSession } from '../session.ts'
import { VersionOffer } from './version-offer.tsx'

/** Without the download (it never happened) the rest goes on. */
const Nothing = () => null
const OfflineLayer = lazy(() =>
  withTexts(loadOffline())
    .then((offline): { default: typeof offline.OfflineLayer | typeof Nothing } => ({ default: offline.OfflineLayer }))
    .catch(() => ({ default: Nothing })),
)

/**
 * Says when what is shown may be out of date, or the console itself is. On a desk it floats, above what stands at the lower edge
 * for what is selected; on a phone it stands below the header, because the buttons for the thumb are at the lower edge.
 */
export function LiveBanner() {
  const { t } = useText()
  const state = useLiveState()
  const isNewer = useNewVersion()
  const wasLost = useRef(false)
  useEffect(() => {
    if (wasLost.current && state === 'live') showToast(t('shell:live.back'))
    wasLost.current = state === 'lost'
  }, [state, t])
  const isLost = useAway()
  return (
    <div
      role="status"
      className="flex flex-col items-center gap-2 max-md:px-3 max-md:not-empty:pb-2 md:pointer-events-none md:fixed md:inset-x-3 md:bottom-5 md:[body:has([data-floor])_&]:bottom-20"
    >
      <Suspense>
        <OfflineLayer />
      </Suspense>
      {isNewer && !isLost && <VersionOffer />}
    </div>
  )
}

/** The server was updated since this page was opened: what it answers may not be what this page expects. */
function useNewVersion(): boolean {
  const version = useSession()?.version
  const [first, setFirst] = useState(version)
  if (first === undefined && version !== undefined) setFirst(version)
  return first !== undefined && version !== undefined && first !== version
}
