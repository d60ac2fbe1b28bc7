import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { keysQuery, type Holder } from './queries.ts'

/** Beside the present key: that former ones are still taken, or that somebody is refused. Nothing otherwise. */
export function KeysHint({ holder, link }: { holder: Holder; link: (text: string) => ReactNode }) {
  const { t } = useText()
  const { data } = useQuery(keysQuery(holder))
  if (!data) return null
  if (data.items.some(({ refused }) => refused > 0)) return link(t('keys:moreRefused'))
  const count = data.items.filter(({ state }) => state === 'taken').length
  return count > 0 ? link(t('keys:more', { count })) : null
}
