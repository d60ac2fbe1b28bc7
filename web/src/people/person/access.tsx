import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Role } from '../../../../contract/keys.ts'
import { roles } from '../roles.ts'
import type { LinkSent } from '../../../../contract/people.ts'
import type { SignInState } from '../../../../contract/sign-in.ts'
import { api } from '../../api/client.ts'
import { itemQuery, saveItem } from '../../api/items.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText, type Translate } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { Button } from '../../ui/button.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Moment } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.tsx'
import { LinkHandOver } from '../link-hand-over.tsx'
import { signInQuery, type Person } from '../queries.ts'
import { RemovePerson } from './remove-person.tsx'
import { ResetSignIn } from './reset-sign-in.tsx'

/** Role, invitation, password, lost phone, farewell: for administrators. */
export function Access({ person }: { person: Person }) {
  const { t } = useText()
  const [open, setOpen] = useState<'reset' | 'remove'>()
  const { data: state } = useQuery(signInQuery(person.key))
  const { canSignIn, invitation, lastSignInAt } = person
  return (
    <Section title={t('people:access.title')}>
      <FactList className="mb-4">
        <Fact name={t('people:access.state')}>
          {t(canSignIn ? 'people:access.canSignIn' : invitation ? 'people:access.invited' : 'people:access.cannot')}
        </Fact>
        <Fact name={t('people:access.last')}>{lastSignInAt && <Moment at={lastSignInAt} />}</Fact>
        <Fact name={t('people:access.invitedUntil')}>{invitation && <Moment at={invitation.expiresAt} />}</Fact>
        <Fact name={t('people:access.secured')}>{state && securedBy(state, t)}</Fact>
      </FactList>
      <RoleChoice person={person} />
      <Links person={person} />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => setOpen('reset')}>{t('people:reset.action')}</Button>
        <Button look="danger" onClick={() => setOpen('remove')}>
          {t('people:remove.action')}
        </Button>
      </div>
      <ResetSignIn person={person} open={open === 'reset'} onClose={() => setOpen(undefined)} />
      <RemovePerson person={person} open={open === 'remove'} onClose={() => setOpen(undefined)} />
    </Section>
  )
}

function securedBy({ passkeys, secondFactor, hasPassword }: SignInState, t: Translate): string | undefined {
  if (passkeys > 0)
    return t(secondFactor ? 'people:access.withFactor' : 'people:access.withoutFactor', { count: passkeys })
  if (secondFactor) return t('people:access.onlyFactor')
  return hasPassword ? t('people:access.onlyPassword') : undefined
}

function RoleChoice({ person }: { person: Person }) {
  const { t } = useText()
  const errorText = useErrorText()
  const { data: stored } = useQuery(itemQuery('users', person.key))
  const [chosen, setChosen] = useState<Role>()
  const save = useMutation({
    mutationFn: async (role: Role) => stored && saveItem('users', person.key, { ...stored.item, role }, stored),
    onSuccess: () => {
      setChosen(undefined)
      showToast(t('people:access.roleSaved', { name: person.name }))
      void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
    },
  })
  const role = chosen ?? person.role
  return (
    <form
      className="mb-3 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate(role)
      }}
    >
      <div className="flex items-end gap-2">
        <Field label={t('people:column.role')} hint={t(`people:roleAbout.${role}`)} className="md:w-72">
          {(control) => (
            <Select
              {...control}
              value={role}
              onChange={(event) => setChosen(roles.find((one) => one === event.target.value))}
            >
              {roles.map((one) => (
                <option key={one} value={one}>
                  {t(`common:role.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {stored?.managed && <Notice tone="info">{t('people:access.managed')}</Notice>}
      {save.error && <Notice tone="problem">{errorText(save.error)}</Notice>}
      {role !== person.role && (
        <Button type="submit" look="primary" busy={save.isPending} className="self-start">
          {t('people:access.saveRole')}
        </Button>
      )}
    </form>
  )
}

/** An invitation for who has no password, a new password for who has. */
function Links({ person }: { person: Person }) {
  const { t } = useText()
  const errorText = useErrorText()
  const path = person.canSignIn ? 'password-reset' : 'invitation'
  const send = useMutation({
    mutationFn: () => api.post<LinkSent>(`/users/${encodeURIComponent(person.key)}/${path}`),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: topicKey('setup') }),
  })
  return (
    <div className="flex max-w-xl flex-col gap-2">
      <Button className="self-start" busy={send.isPending} onClick={() => send.mutate()}>
        {t(person.canSignIn ? 'people:access.newPassword' : 'people:access.invite')}
      </Button>
      {send.error && <Notice tone="problem">{errorText(send.error)}</Notice>}
      {send.data && <LinkHandOver sent={send.data} />}
    </div>
  )
}
