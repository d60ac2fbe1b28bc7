import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { named } from '../../alerts/timeline/sentence.ts'
import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DoneIcon, RemoveIcon, SandboxIcon, WarningIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { ChannelSign } from '../channel-sign.tsx'
import { TestResult } from '../test/test-result.tsx'
import { CodeForm } from './code-form.tsx'
import { RemoveContact } from './remove-contact.tsx'

export function ContactRow({ contact }: { contact: Contact }) {
  const { t, has } = useText()
  const [removing, setRemoving] = useState(false)
  return (
    <li className="border-b border-line px-4 py-3 md:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="flex w-24 shrink-0 items-center gap-2 text-ink-soft">
          <ChannelSign channel={contact.channel} className="size-4" />
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
        <Button
          look="ghost"
          size="icon"
          className="md:order-last"
          aria-label={t('me:remove.named', { address: contact.address })}
          onClick={() => setRemoving(true)}
          {...tip(t('me:remove.action'))}
        >
          <RemoveIcon />
        </Button>
        <ContactActions contact={contact} />
      </div>
      {contact.disabledExplanation && (
        <Notice tone="caution" className="mt-2">
          {t('me:disabled', { reason: contact.disabledExplanation })}
        </Notice>
      )}
      <RemoveContact contact={contact} open={removing} onClose={() => setRemoving(false)} />
    </li>
  )
}

/** A code while it is not verified, a test message afterwards; below it what became of that. */
function ContactActions({ contact }: { contact: Contact }) {
  const { t } = useText()
  const errorText = useErrorText()
  const path = `/me/contacts/${encodeURIComponent(contact.key)}`
  const needsCode = !contact.verified || contact.disabledExplanation !== null
  const code = useMutation({ mutationFn: () => api.post(`${path}/verification`) })
  const test = useMutation({ mutationFn: () => api.post<{ deliveryId: string }>(`${path}/test`) })
  const error = code.error ?? test.error
  return (
    <>
      {needsCode ? (
        <Button look={code.isSuccess ? 'plain' : 'primary'} busy={code.isPending} onClick={() => code.mutate()}>
          {t(code.isSuccess ? 'me:again' : 'me:verify')}
        </Button>
      ) : (
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {t('me:test')}
        </Button>
      )}
      <div className="order-last w-full empty:hidden md:pl-28">
        {error && <Notice tone="problem">{errorText(error)}</Notice>}
        {test.data && !needsCode && <TestResult path={`/me/deliveries/${test.data.deliveryId}`} />}
        {code.isSuccess && needsCode && <CodeForm contact={contact} path={path} />}
      </div>
    </>
  )
}
