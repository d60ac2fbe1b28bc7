import { useEffect, useState } from 'react'
import { endSession } from '../api/client.ts'
import { useText } from '../app/i18n.ts'
import { useLeaving } from '../app/leaving.ts'
import { Notice } from '../ui/notice.tsx'
import { readOutbox } from './database.ts'

const againMilliseconds = 5_000

/** Before sign-in: that the server does not know of the signing out yet, or what waits for its person to come back. */
export function LeftBehind() {
  const { t } = useText()
  const isLeaving = useLeaving()
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    void readOutbox().then(
      (all) => setWaiting(all.length),
      () => {},
    )
  }, [])
  useEffect(() => {
    if (!isLeaving) return
    const end = () => void endSession().catch(() => {})
    const timer = setInterval(end, againMilliseconds)
    window.addEventListener('online', end)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', end)
    }
  }, [isLeaving])
  if (isLeaving) return <Told text={t('offline:left.leaving')} />
  return waiting > 0 ? <Told text={t('offline:left.unsent', { count: waiting })} /> : null
}

function Told({ text }: { text: string }) {
  return (
    <Notice tone="info" className="mb-4">
      {text}
    </Notice>
  )
}
