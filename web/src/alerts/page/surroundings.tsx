import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AlertDetail } from '../../api/types.ts'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { contextQuery, similarQuery } from '../queries.ts'
import { Place } from './place.tsx'
import { Similar } from './similar.tsx'

/** What is read after the alert itself, and comes after it: at once and with what stands below it, so that nothing is pushed down. */
export default function Surroundings({ alert, children }: { alert: AlertDetail; children: ReactNode }) {
  const place = useQuery(contextQuery(alert.id))
  const similar = useQuery(similarQuery(alert.id))
  if (place.isPending || similar.isPending) return <SkeletonLines lines={8} />
  return (
    <>
      <Place alert={alert} />
      <Similar alert={alert} />
      {children}
    </>
  )
}
