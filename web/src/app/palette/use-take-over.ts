import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { serverNow } from '../../api/server-clock.ts'
import type { OnCallEntry } from '../../api/types.ts'
import { onCallQuery } from '../../oncall/queries.ts'
import { OnCallIcon } from '../../ui/icons.ts'
import { showToast } from '../../ui/toast.tsx'
import { useErrorText } from '../error-text.ts'
import { formatMoment } from '../format.ts'
import { useText } from '../i18n.ts'
import { queryClient, topicKey } from '../query.ts'
import { useMay, useSession, useViewer } from '../session.ts'
import type { PaletteItem } from './items.ts'

const minuteMilliseconds = 60_000
/** How long, where nobody's shift ends within sight. */
const openEndMilliseconds = 12 * 60 * minuteMilliseconds

/** Taking over the duty of whoever has it now, until their shift ends. Can be taken back at once. */
export function useTakeOver(): PaletteItem[] {
  const { t } = useText()
  const session = useSession()
  const viewer = useViewer()
  const errorText = useErrorText()
  const { data } = useQuery({ ...onCallQuery(), enabled: useMay('oncall.take') })
  const me = session?.user.key
  const now = serverNow()

  const takeBack = (schedule: string, id: string) => () =>
    void api
      .delete(`${overridesOf(schedule)}/${encodeURIComponent(id)}`)
      .then(readDutyAgain, (error: unknown) => showToast(errorText(error), { tone: 'problem' }))

  const takeOver =
    ({ schedule }: OnCallEntry, to: string) =>
    () =>
      void api.post<{ id: string }>(overridesOf(schedule.key), { user: me, from: wholeMinute(serverNow()), to }).then(
        ({ id }) => {
          void readDutyAgain()
          showToast(t('palette:takenOver', { schedule: schedule.name, until: formatMoment(to, now, viewer) }), {
            undo: takeBack(schedule.key, id),
            lifeMilliseconds: 8_000,
          })
        },
        (error: unknown) => showToast(errorText(error), { tone: 'problem' }),
      )

  return (data?.items ?? [])
    .filter(({ user }) => user?.key !== me)
    .map((entry): PaletteItem => {
      const to = entry.to ?? wholeMinute(now + openEndMilliseconds)
      return {
        id: `take.${entry.schedule.key}`,
        group: 'action',
        label: t('palette:takeOver', { schedule: entry.schedule.name }),
        hint: t(entry.user ? 'palette:from' : 'palette:fromNobody', {
          name: entry.user?.name ?? '',
          until: formatMoment(to, now, viewer),
        }),
        icon: OnCallIcon,
        run: takeOver(entry, to),
      }
    })
}

const overridesOf = (schedule: string) => `/schedules/${encodeURIComponent(schedule)}/overrides`
const wholeMinute = (at: number) => new Date(Math.floor(at / minuteMilliseconds) * minuteMilliseconds).toISOString()
const readDutyAgain = () => queryClient.invalidateQueries({ queryKey: topicKey('oncall') })
