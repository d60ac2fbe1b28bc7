import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ApiError } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { looksLikeEmail } from '../../auth/values.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { freeKey, phoneNumber, signOfChannel, writtenChannels, type WrittenChannel } from '../channels.ts'
import { readMeAgain } from '../queries.ts'
import { CodeForm } from './code-form.tsx'

interface AddContactProps {
  open: boolean
  onClose: () => void
  /** The keys of the contacts that there are. */
  taken: readonly string[]
}

/** Channel, address, code: then the contact is used. */
export function AddContact({ open, onClose, taken }: AddContactProps) {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={onClose} title={t('me:add.title')}>
      <AddForm onClose={onClose} taken={taken} />
    </Dialog>
  )
}

function AddForm({ onClose, taken }: Omit<AddContactProps, 'open'>) {
  const { t } = useText()
  const errorText = useErrorText()
  const [channel, setChannel] = useState<WrittenChannel>('voice')
  const [address, setAddress] = useState('')
  const [fault, setFault] = useState<string>()
  const add = useAdd(taken, (problem) => setFault(problem))
  if (add.isSuccess) return <Verify path={pathOf(add.data.key)} address={add.data.address} onClose={onClose} />
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const problem = problemOf(channel, address)
        setFault(problem && t(problem))
        if (!problem && !add.isPending) add.mutate({ channel, address })
      }}
    >
      <RadioCards
        label={t('me:add.channel')}
        value={channel}
        options={writtenChannels.map((value) => ({
          value,
          label: t(`common:channel.${value}`),
          text: t(`me:add.about.${value}`),
          icon: signOfChannel(value),
        }))}
        onChange={setChannel}
      />
      {add.error && !fault && <Notice tone="problem">{errorText(add.error)}</Notice>}
      <Field label={t(`me:add.address.${channel}`)} hint={t(`me:add.hint.${channel}`)} error={fault}>
        {(control) => (
          <Input
            {...control}
            data-first-focus
            type={channel === 'email' ? 'email' : channel === 'webhook' ? 'url' : 'tel'}
            autoComplete={channel === 'email' ? 'email' : channel === 'webhook' ? 'off' : 'tel'}
            value={address}
            onChange={(event) => {
              setFault(undefined)
              setAddress(event.target.value)
            }}
          />
        )}
      </Field>
      <Button type="submit" look="primary" busy={add.isPending} className="self-end max-md:self-stretch">
        {t('me:add.send')}
      </Button>
    </form>
  )
}

const pathOf = (key: string) => `/me/contacts/${encodeURIComponent(key)}`

/** Keeps the contact and sends the code to it, in one press. */
function useAdd(taken: readonly string[], onFault: (problem: string) => void) {
  return useMutation({
    mutationFn: async ({ channel, address }: { channel: WrittenChannel; address: string }) => {
      const key = freeKey(channel, taken)
      const isPhone = channel === 'voice' || channel === 'sms'
      const sent = isPhone ? phoneNumber(address) : address.trim()
      await api.put(pathOf(key), { channel, address: sent })
      await api.post(`${pathOf(key)}/verification`)
      return { key, address: sent }
    },
    onError: (error) => {
      const message = error instanceof ApiError && error.fields.find(({ field }) => field === 'address')?.message
      if (message) onFault(message)
    },
    onSettled: () => void readMeAgain(),
  })
}

function problemOf(channel: WrittenChannel, address: string) {
  if (!address.trim()) return 'common:field.required' as const
  if (channel === 'email') return looksLikeEmail(address) ? undefined : ('common:field.email' as const)
  if (channel === 'webhook') return /^https?:\/\/./.test(address.trim()) ? undefined : ('me:add.wrongUrl' as const)
  return /^\+[1-9]\d{6,14}$/.test(phoneNumber(address)) ? undefined : ('me:add.wrongNumber' as const)
}

function Verify({ path, address, onClose }: { path: string; address: string; onClose: () => void }) {
  const { t } = useText()
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('me:add.verify')}</p>
      <CodeForm contact={{ address }} path={path} onDone={onClose} />
      <Button look="ghost" className="self-end" onClick={onClose}>
        {t('me:add.later')}
      </Button>
    </div>
  )
}
