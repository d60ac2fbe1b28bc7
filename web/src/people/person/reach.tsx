import { useMutation, useQuery } from '@tanstack/react-query'
import type { ContactHistory, ReachView } from '../../../../contract/people.ts'
import { named } from '../../alerts/timeline/sentence.ts'
import { api } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { ChannelSign } from '../../me/channel-sign.tsx'
import { LaneDiagram } from '../../me/rules/lane-diagram.tsx'
import { TestResult } from '../../me/test/test-result.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DoneIcon, WarningIcon } from '../../ui/icons.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { contactHistoryQuery, reachQuery, type Person } from '../queries.ts'
import { LastMessages } from './last-messages.tsx'

/** Contacts with their state, a test to each, and the rules as lanes. */
export function Reach({ person }: { person: Person }) {
  const { t } = useText()
  const query = useQuery(reachQuery(person.key))
  const { data: histories } = useQuery(contactHistoryQuery(person.key))
  if (query.isPending) return <Skeleton className="mt-4 h-48" />
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  const { contacts, notificationRules } = query.data
  return (
    <>
      <Section title={t('people:reach.contacts')} className="mt-4">
        {contacts.length === 0 && <p className="text-ink-soft">{t('people:reach.none', { name: person.name })}</p>}
        <ul>
          {contacts.map((contact) => (
            <ContactRow
              key={contact.key}
              person={person}
              contact={contact}
              history={histories?.items.find((one) => one.contact === contact.key)}
            />
          ))}
        </ul>
      </Section>
      <Section title={t('me:rules.high.title')}>
        <LaneDiagram label={t('me:rules.high.title')} rules={notificationRules.high} contacts={contacts} />
      </Section>
      <Section title={t('me:rules.low.title')}>
        <LaneDiagram label={t('me:rules.low.title')} rules={notificationRules.low} contacts={contacts} />
      </Section>
    </>
  )
}

interface ContactRowProps {
  person: Person
  contact: ReachView['contacts'][number]
  history: ContactHistory | undefined
}

function ContactRow({ person, contact, history }: ContactRowProps) {
  const { t, has } = useText()
  const errorText = useErrorText()
  const path = `/users/${encodeURIComponent(person.key)}`
  const test = useMutation({
    mutationFn: () => api.post<{ deliveryId: string }>(`${path}/contacts/${encodeURIComponent(contact.key)}/test`),
  })
  const isUsable = contact.verified && contact.disabledExplanation === null
  return (
    <li className="border-b border-line py-2 last:border-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="flex w-24 shrink-0 items-center gap-2 text-ink-soft">
          <ChannelSign channel={contact.channel} className="size-4" />
          {named('common:channel', contact.channel, has, t)}
        </span>
        <span className="min-w-0 flex-1 basis-40 font-medium break-all">{contact.address}</span>
        <Chip tone={contact.verified ? 'resolved' : 'acknowledged'} icon={contact.verified ? DoneIcon : WarningIcon}>
          {t(contact.verified ? 'me:verified' : 'me:unverified')}
        </Chip>
        {isUsable && (
          <Button
            busy={test.isPending}
            aria-label={t('people:reach.testTo', { address: contact.address })}
            onClick={() => test.mutate()}
          >
            {t('me:test')}
          </Button>
        )}
      </div>
      <div className="md:pl-28">
        <LastMessages history={history} />
      </div>
      {contact.disabledExplanation && <Notice tone="caution">{contact.disabledExplanation}</Notice>}
      {test.error && <Notice tone="problem">{errorText(test.error)}</Notice>}
      {test.data && <TestResult path={`${path}/deliveries/${test.data.deliveryId}`} person={person} />}
    </li>
  )
}
