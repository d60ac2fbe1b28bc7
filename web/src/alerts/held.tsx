import type { Alert } from '../api/types.ts'
import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'

/** Why an alert pages nobody for now: in a few words for a row, or as the sentence of its page. */
export function HeldWords({ held, as }: { held: NonNullable<Alert['held']>; as: 'list' | 'page' }) {
  const { t } = useText()
  const now = useNow()
  const viewer = useViewer()
  // A group whose lead is resolved settles; whoever waits behind a lead that pages has no end.
  const settles = (held.reason === 'group' || held.reason === 'merged') && held.until !== null
  const reason = settles ? 'settling' : held.reason
  const values = {
    by: held.by?.name ?? '',
    number: held.cause?.number ?? '',
    cause: held.cause?.summary ?? '',
    time: held.until === null ? '' : formatMoment(held.until, now, viewer),
  }
  return as === 'list' ? t(`alerts:list.held.${reason}`, values) : t(`alertpage:page.held.${reason}`, values)
}
