import type { AlertDetail } from '../../api/types.ts'
import { Place } from './place.tsx'
import { Similar } from './similar.tsx'

/** What is read after the alert itself, and comes after it. */
export default function Surroundings({ alert }: { alert: AlertDetail }) {
  return (
    <>
      <Place alert={alert} />
      <Similar alert={alert} />
    </>
  )
}
