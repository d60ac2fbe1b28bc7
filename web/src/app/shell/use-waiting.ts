import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { triggeredCountQuery } from '../../alerts/queries.ts'
import { showWaiting } from '../page-title.ts'
import { useMay } from '../session.ts'

/** Keeps tab, icon and app badge at the number of alerts that call for an answer; whoever signs out takes it away. */
export function useWaiting(): void {
  const { data } = useQuery({ ...triggeredCountQuery, enabled: useMay('alerts.read') })
  const count = data?.count ?? 0
  const more = data?.more ?? false
  useEffect(() => showWaiting({ count, more }), [count, more])
  useEffect(() => () => showWaiting({ count: 0, more: false }), [])
}
