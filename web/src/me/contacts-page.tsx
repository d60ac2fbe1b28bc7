import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import type { Contact, Page } from '../api/types.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { useErrorText } from '../app/error-text.ts'
import { useForm, type Faults } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field, Input } from '../ui/field.tsx'
import {
  CallIcon,
  ContactIcon,
  DoneIcon,
  MailIcon,
  SandboxIcon,
  SmsIcon,
  WarningIcon,
  WebhookIcon,
  type Icon,
} from '../ui/icons.ts'
import { LoadFailed, Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast.tsx'
import { Devices } from './devices.tsx'

const contactsQuery = queryOptions({
  queryKey: topicKey('me', 'contacts'),
  queryFn: () => api.get<Page<Contact>>('/me/contacts'),
})

export function ContactsPage() {
  const { t } = useText()
  const query = useQuery(contactsQuery)
  const contacts = query.data?.items
  const listed = contacts?.filter((contact) => contact.channel !== 'push')
  const isUnreachable = contacts && contacts.length > 0 && !contacts.some((contact) => contact.verified)
  return (
    <>
      <PageHeader title={t('me:title')} intro={t('me:intro')} />
      {isUnreachable && (
        <Notice tone="caution" className="mx-4 mb-3 md:mx-6">
          {t('me:noneVerified')}
        </Notice>
      )}
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {contacts?.length === 0 && (
        <EmptyState icon={ContactIcon} title={t('me:empty.title')} text={t('me:empty.text')} />
      )}
      <ul className="border-t border-line">
        {listed?.map((contact) => (
          <ContactRow key={contact.key} contact={contact} />
        ))}
      </ul>
      <Devices />
    </>
  )
}

const iconByChannel: Record<string, Icon> = { email: MailIcon, sms: SmsIcon, voice: CallIcon, webhook: WebhookIcon }

function ContactRow({ contact }: { contact: Contact }) {
  const { t, has } = useText()
  const errorText = useErrorText()
  const [sent, setSent] = useState(false)
  const Sign = iconByChannel[contact.channel] ?? ContactIcon
  const path = `/me/contacts/${encodeURIComponent(contact.key)}`
  const requestCode = useMutation({
    mutationFn: () => api.post(`${path}/verification`),
    onSuccess: () => setSent(true),
  })
  const test = useMutation({
    mutationFn: () => api.post(`${path}/test`),
    onSuccess: () => showToast(t('me:tested', { address: contact.address })),
  })
  const error = requestCode.error ?? test.error
  return (
    <li className="border-b border-line px-4 py-3 md:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="flex w-24 shrink-0 items-center gap-2 text-ink-soft">
          <Sign className="size-4" aria-hidden />
          {named('common:channel', contact.channel, has, t)}
        </span>
        <span className="min-w-0 flex-1 basis-52 font-medium break-all">{contact.address}</span>
        {contact.simulated && (
          <Chip tone="simulation" icon={SandboxIcon}>
            {t('common:simulated')}
          </Chip>
        )}
        <Chip tone={contact.verified ? 'resolved' : 'acknowledged'} icon={contact.verified ? DoneIcon : WarningIcon}>
          {t(contact.verified ? 'me:verified' : 'me:unverified')}
        </Chip>
        {contact.verified ? (
          <Button busy={test.isPending} onClick={() => test.mutate()}>
            {t('me:test')}
          </Button>
        ) : (
          <Button look={sent ? 'plain' : 'primary'} busy={requestCode.isPending} onClick={() => requestCode.mutate()}>
            {t(sent ? 'me:again' : 'me:verify')}
          </Button>
        )}
      </div>
      {contact.disabledExplanation && (
        <Notice tone="caution" className="mt-2">
          {t('me:disabled', { reason: contact.disabledExplanation })}
        </Notice>
      )}
      {error && (
        <Notice tone="problem" className="mt-2">
          {errorText(error)}
        </Notice>
      )}
      {sent && !contact.verified && <CodeForm contact={contact} path={path} />}
    </li>
  )
}

function CodeForm({ contact, path }: { contact: Contact; path: string }) {
  const { t } = useText()
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): Faults<{ code: string }> => (code.trim() ? {} : { code: form.required }),
    send: ({ code }) => api.post(`${path}/verification/confirm`, { code: code.replaceAll(/\s/g, '') }),
    done: () => {
      showToast(t('me:done', { address: contact.address }))
      void queryClient.invalidateQueries({ queryKey: topicKey('me') })
    },
  })
  return (
    <form onSubmit={form.submit} noValidate className="mt-3 md:pl-28">
      <Field
        label={t('me:code')}
        hint={t('me:codeSent', { address: contact.address })}
        error={form.faults.code ?? form.problem}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              {...form.bind('code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              className="w-40 font-mono tracking-widest"
              autoFocus
            />
            <Button type="submit" look="primary" busy={form.busy}>
              {t('me:confirm')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  )
}
