import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { api } from '../api/client.ts'
import type { Contact } from '../api/types.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { useSession } from '../app/session.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Field, Input } from '../ui/field.tsx'
import { DoneIcon, SandboxIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'

/** The newcomer's own addresses, each proven by a code. */
export function WhoStep({ contacts }: { contacts: Contact[] }) {
  const { t } = useText()
  const addresses = contacts.filter(({ channel }) => channel !== 'push')
  if (addresses.length === 0) {
    return (
      <p>
        {t('welcome:who.none')}{' '}
        <Link to="/me" className="text-accent underline">
          {t('welcome:who.own')}
        </Link>
      </p>
    )
  }
  return (
    <ul className="flex flex-col gap-4">
      {addresses.map((contact) => (
        <li key={contact.key}>{contact.verified ? <Proven contact={contact} /> : <Prove contact={contact} />}</li>
      ))}
    </ul>
  )
}

function Proven({ contact }: { contact: Contact }) {
  const { t } = useText()
  return (
    <p className="flex flex-wrap items-center gap-3">
      <span className="font-medium break-all">{contact.address}</span>
      <Chip tone="resolved" icon={DoneIcon}>
        {t('welcome:who.verified')}
      </Chip>
      {contact.simulated && <Simulated />}
    </p>
  )
}

function Simulated() {
  const { t } = useText()
  return (
    <Chip tone="simulation" icon={SandboxIcon}>
      {t('common:simulated')}
    </Chip>
  )
}

function Prove({ contact }: { contact: Contact }) {
  const { t } = useText()
  const errorText = useErrorText()
  const path = `/me/contacts/${encodeURIComponent(contact.key)}/verification`
  const [code, setCode] = useState('')
  const request = useMutation({ mutationFn: () => api.post(path) })
  const confirm = useMutation({
    mutationFn: () => api.post(`${path}/confirm`, { code: code.trim() }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: topicKey('me') }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim()) confirm.mutate()
  }
  const error = confirm.error ?? request.error
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-3">
      <p className="flex flex-wrap items-center gap-3">
        <span className="font-medium break-all">{contact.address}</span>
        {contact.simulated && <Simulated />}
        <Button
          look={request.isSuccess ? 'plain' : 'primary'}
          busy={request.isPending}
          onClick={() => request.mutate()}
        >
          {t(request.isSuccess ? 'welcome:who.again' : 'welcome:who.send')}
        </Button>
      </p>
      {contact.simulated && <SandboxHint />}
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t('welcome:who.code')}>
          {(control) => (
            <Input
              {...control}
              className="w-40 font-mono"
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={confirm.isPending} disabled={!code.trim()}>
          {t('welcome:who.verify')}
        </Button>
      </div>
      {error && <Notice tone="problem">{errorText(error)}</Notice>}
    </form>
  )
}

/** Without a mail server the mailbox is here: in a tab of its own, so that the path stays where it is. */
export function SandboxHint() {
  const { t } = useText()
  const key = useSession()?.user.key ?? ''
  return (
    <div className="hatched flex flex-wrap items-center gap-3 rounded-md border border-simulation-line bg-simulation-soft px-3 py-2 text-simulation">
      <p className="min-w-0 flex-1 basis-60">{t('welcome:sandbox.text')}</p>
      <Link to="/sandbox/$person" params={{ person: key }} target="_blank" className={buttonStyle()}>
        {t('welcome:sandbox.open')}
      </Link>
    </div>
  )
}
