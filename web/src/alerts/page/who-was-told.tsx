import type { AlertDetail, AlertPage, Delivery } from '../../api/types.ts'
import { formatNames, formatTimeOfDay } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { inkByTone, type Tone } from '../../ui/chip.tsx'
import { cn } from '../../ui/class-names.ts'
import * as icons from '../../ui/icons.ts'
import { Section } from '../../ui/section.tsx'
import { CountdownText, describeMoment } from '../../ui/time.tsx'
import { byContact, type ContactMessages } from './by-contact.ts'
import { becauseOf, named, reasonText } from '../timeline/sentence.ts'

/** Who was told, on what, and how it went. */
export function WhoWasTold({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const { pages } = alert
  return (
    <Section title={t('alertpage:page.told')}>
      {pages.length === 0 && <p className="text-ink-soft">{t('alertpage:page.toldNobody')}</p>}
      <ul className="flex flex-col gap-3">
        {pages.map((page) => (
          <PageRow key={page.id} page={page} />
        ))}
        <WhoIsNext alert={alert} />
      </ul>
    </Section>
  )
}

/** Who would be told next, in the place where it will be told. */
function WhoIsNext({ alert: { nextStep, status } }: { alert: AlertDetail }) {
  const { language } = useText()
  if (status === 'resolved' || !nextStep || nextStep.names.length === 0) return null
  return (
    <li className="text-ink-soft md:grid md:grid-cols-[11rem_1fr] md:gap-4">
      <p className="flex items-center gap-1.5">
        <icons.WaitingIcon className="size-4 shrink-0 text-ink-faint" aria-hidden />
        {formatNames(nextStep.names, language)}
      </p>
      <p className="max-md:pl-5.5">
        <CountdownText
          text={nextStep.kind === 'inform' ? 'alertpage:page.informedIn' : 'alertpage:page.toldIn'}
          timeText={nextStep.kind === 'inform' ? 'alertpage:page.informedAt' : 'alertpage:page.toldAt'}
          to={nextStep.at}
          className="font-medium text-ink"
        />
      </p>
    </li>
  )
}

function PageRow({ page }: { page: AlertPage }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(10_000)
  const when = describeMoment(page.createdAt, now, viewer, t)
  const because = becauseOf(page.reason, t)
  return (
    <li className="md:grid md:grid-cols-[11rem_1fr] md:gap-4">
      <div>
        <p className="flex items-center gap-1.5 font-medium">
          <icons.PersonIcon className="size-4 text-ink-faint" aria-hidden />
          {page.user.name}
        </p>
        <p className="pl-5.5 text-small text-ink-faint">
          {page.step ? t('alertpage:page.toldOn', { step: page.step, when }) : t('alertpage:page.toldAt', { when })}
        </p>
        {because && <p className="pl-5.5 text-small text-ink-faint">{because}</p>}
      </div>
      <ul className="max-md:pl-5.5">
        {page.deliveries.length === 0 && <li className="text-triggered">{t('alertpage:page.noDelivery')}</li>}
        {byContact(page.deliveries).map((messages) => (
          <ContactRow key={messages.id} messages={messages} />
        ))}
      </ul>
    </li>
  )
}

const iconByChannel: Record<string, icons.Icon> = {
  email: icons.MailIcon,
  sms: icons.SmsIcon,
  voice: icons.CallIcon,
  webhook: icons.WebhookIcon,
}

const signByStatus: Record<Delivery['status'], { icon: icons.Icon; tone: Tone }> = {
  planned: { icon: icons.WaitingIcon, tone: 'quiet' },
  sending: { icon: icons.SendIcon, tone: 'quiet' },
  sent: { icon: icons.CheckIcon, tone: 'resolved' },
  delivered: { icon: icons.DoneIcon, tone: 'resolved' },
  failed: { icon: icons.FailedIcon, tone: 'triggered' },
  cancelled: { icon: icons.CancelledIcon, tone: 'quiet' },
  bundled: { icon: icons.CheckIcon, tone: 'resolved' },
}

/** Of more messages than this on one contact the earliest are left out. */
const shownMessages = 3

function ContactRow({ messages }: { messages: ContactMessages }) {
  const { t, has } = useText()
  const Channel = iconByChannel[messages.channel] ?? icons.SendIcon
  const channel = named('common:channel', messages.channel, has, t)
  const { past, next, cancelled } = messages
  const shown = [...past.slice(-shownMessages), ...(next ? [next] : [])]
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-1 py-0.5 md:grid-cols-[1.5rem_4.5rem_minmax(0,10.5rem)_minmax(0,1fr)] md:gap-x-2">
      <Channel className="mt-0.5 size-4 text-ink-soft max-md:mt-1" aria-hidden />
      <span className="text-ink-soft max-md:hidden">{channel}</span>
      <span className="truncate text-ink-soft" title={messages.address ?? undefined}>
        <span className="mr-1.5 text-ink md:hidden">{channel}</span>
        {messages.address}
      </span>
      <span className="flex flex-wrap items-start gap-x-3 max-md:col-start-2">
        {(shown.length > 0 ? shown : cancelled.slice(-1)).map((delivery) => (
          <DeliveryMark key={delivery.id} delivery={delivery} />
        ))}
        {messages.simulated && (
          <span className="hatched rounded border border-simulation-line bg-simulation-soft px-1 text-small text-simulation">
            {t('common:simulated')}
          </span>
        )}
      </span>
    </li>
  )
}

function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const { icon: Sign, tone } = signByStatus[delivery.status]
  return (
    <span className={cn('inline-flex items-start gap-1', inkByTone[tone])} title={delivery.detail ?? undefined}>
      <Sign className="mt-0.75 size-3.5 shrink-0" aria-hidden />
      <span>
        <DeliveryState delivery={delivery} />
      </span>
    </span>
  )
}

function DeliveryState({ delivery }: { delivery: Delivery }) {
  const { t, has } = useText()
  const viewer = useViewer()
  const now = useNow()
  const reason = delivery.reason ? reasonText(delivery.reason, { t, has }).replace(/\.$/, '') : ''
  if (delivery.status === 'failed')
    return reason ? t('alertpage:delivery.failedBecause', { reason }) : t('alertpage:delivery.failed')
  if (delivery.status === 'cancelled')
    return reason ? t('alertpage:delivery.cancelledBecause', { reason }) : t('alertpage:delivery.cancelled')
  if (delivery.status === 'planned') {
    const { dueAt } = delivery
    if (dueAt && Date.parse(dueAt) > now)
      return <CountdownText text="alertpage:delivery.plannedIn" timeText="alertpage:delivery.plannedAt" to={dueAt} />
    return t('alertpage:delivery.sending')
  }
  if (delivery.status === 'sending') return t('alertpage:delivery.sending')
  if (delivery.status === 'bundled' && !delivery.sentAt) return t('alertpage:delivery.bundling')
  const time = delivery.sentAt ? formatTimeOfDay(delivery.sentAt, viewer, true) : ''
  return t(`alertpage:delivery.${delivery.status}`, { time })
}
