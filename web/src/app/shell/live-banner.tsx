import { useEffect, useRef } from 'react'
import { LostIcon } from '../../ui/icons.ts'
import { showToast } from '../../ui/toast.tsx'
import { useText } from '../i18n.ts'
import { useLiveState } from '../live.ts'

/** Says when what is shown may be out of date. Floats, so that nothing moves when it comes and goes. */
export function LiveBanner() {
  const { t } = useText()
  const state = useLiveState()
  const wasLost = useRef(false)
  useEffect(() => {
    if (wasLost.current && state === 'live') showToast(t('shell:live.back'))
    wasLost.current = state === 'lost'
  }, [state, t])
  return (
    <div role="status" className="pointer-events-none fixed inset-x-3 bottom-20 z-30 flex justify-center md:bottom-5">
      {state === 'lost' && (
        <p className="pointer-events-auto flex max-w-lg items-center gap-2 rounded-lg border border-acknowledged-line bg-acknowledged-soft px-3 py-2 text-acknowledged shadow-float">
          <LostIcon className="size-4 shrink-0" aria-hidden />
          {t(navigator.onLine ? 'shell:live.lost' : 'shell:live.offline')}
        </p>
      )}
    </div>
  )
}
