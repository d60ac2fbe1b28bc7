import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Language, Role } from '../../../contract/keys.ts'
import { roles } from './roles.ts'
import type { LinkSent } from '../../../contract/people.ts'
import { api } from '../api/client.ts'
import { saveItem } from '../api/items.ts'
import { useForm, type Faults } from '../app/form.ts'
import { languages, useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { looksLikeEmail } from '../auth/values.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Input, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { keyOf } from './key-of.ts'
import { LinkHandOver } from './link-hand-over.tsx'
import { allTeamsQuery, everybodyQuery, type Team } from './queries.ts'

interface InviteDialogProps {
  open: boolean
  onClose: () => void
  onInvited: (key: string) => void
}

export function InviteDialog({ open, onClose, onInvited }: InviteDialogProps) {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={onClose} title={t('people:invite.title')}>
      <InviteForm onInvited={onInvited} />
    </Dialog>
  )
}

type Values = Record<'name' | 'email' | 'role' | 'team' | 'language', string>

function InviteForm({ onInvited }: { onInvited: (key: string) => void }) {
  const { t } = useText()
  const [sent, setSent] = useState<LinkSent & { key: string }>()
  const form = useInvite(setSent)
  if (sent) {
    return (
      <div className="flex flex-col gap-4">
        <LinkHandOver sent={sent} />
        <Button look="primary" className="self-end max-md:self-stretch" onClick={() => onInvited(sent.key)}>
          {t('people:invite.toPerson')}
        </Button>
      </div>
    )
  }
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <Field label={t('people:invite.name')} error={form.faults.name}>
        {(control) => <Input {...control} {...form.bind('name')} autoComplete="off" />}
      </Field>
      <Field label={t('people:invite.email')} error={form.faults.email}>
        {(control) => <Input {...control} {...form.bind('email')} type="email" autoComplete="off" />}
      </Field>
      <Choices form={form} />
      <Button type="submit" look="primary" busy={form.busy} className="self-end max-md:self-stretch">
        {t('people:invite.send')}
      </Button>
    </form>
  )
}

function Choices({ form }: { form: ReturnType<typeof useInvite> }) {
  const { t } = useText()
  const { data: teams = [] } = useQuery(allTeamsQuery)
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field label={t('people:column.role')}>
        {(control) => (
          <Select {...control} {...form.bind('role')}>
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`common:role.${role}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('people:invite.team')}>
        {(control) => (
          <Select {...control} {...form.bind('team')}>
            <option value="">{t('people:invite.noTeam')}</option>
            {teams.map((team) => (
              <option key={team.key} value={team.key}>
                {team.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('people:invite.language')}>
        {(control) => (
          <Select {...control} {...form.bind('language')}>
            {languages.map((code) => (
              <option key={code} value={code}>
                {t(`common:language.${code}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}

function useInvite(done: (sent: LinkSent & { key: string }) => void) {
  const { t, language } = useText()
  const { data: people = [] } = useQuery(everybodyQuery)
  const { data: teams = [] } = useQuery(allTeamsQuery)
  return useForm<Values, LinkSent & { key: string }>({
    initial: { name: '', email: '', role: 'responder', team: '', language },
    check: ({ name, email }): Faults<Values> => ({
      ...(name.trim() ? {} : { name: t('common:field.required') }),
      ...(looksLikeEmail(email) ? {} : { email: t('common:field.email') }),
    }),
    send: async (values) => {
      const key = keyOf(
        values.email,
        people.map((one) => one.key),
      )
      return invite(key, values, teams)
    },
    done: (sent) => {
      done(sent)
      void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
    },
  })
}

/** The person, the team, then the link: what came so far stays when the next does not. */
async function invite(key: string, values: Values, teams: readonly Team[]) {
  const person = {
    name: values.name.trim(),
    email: values.email.trim(),
    role: values.role as Role,
    language: values.language as Language,
  }
  await saveItem('users', key, person, { revision: 'new' })
  const team = teams.find((one) => one.key === values.team)
  if (team) {
    const members = [...team.members.map((one) => one.key), key]
    await saveItem('teams', team.key, { name: team.name, members })
  }
  const sent = await api.post<LinkSent>(`/users/${encodeURIComponent(key)}/invitation`)
  return { ...sent, key }
}
