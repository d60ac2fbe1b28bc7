import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { saveItem } from '../api/items.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { keyOf } from '../people/key-of.ts'
import { allTeamsQuery, everybodyQuery, type Team } from '../people/queries.ts'
import { Button } from '../ui/button.tsx'
import { MultiCombobox } from '../ui/combobox/multi-combobox.tsx'
import { Field, Input } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

interface TeamFormProps {
  /** Undefined for a new one. */
  team: Team | undefined
  onSaved: (key: string) => void
}

/** Name and members, in the order in which the team is shown. */
export function TeamForm({ team, onSaved }: TeamFormProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const { data: people = [] } = useQuery(everybodyQuery)
  const { data: teams = [] } = useQuery(allTeamsQuery)
  const [name, setName] = useState(team?.name ?? '')
  const [members, setMembers] = useState(team?.members.map((one) => one.key) ?? [])
  const [isChecked, setIsChecked] = useState(false)
  const save = useMutation({
    mutationFn: async () => {
      const taken = teams.map((one) => one.key)
      const key = team?.key ?? keyOf(name.trim().replaceAll('@', '-'), taken)
      await saveItem('teams', key, { name: name.trim(), members }, team ? {} : { revision: 'new' })
      return key
    },
    onSuccess: (key) => {
      showToast(t('people:teams.saved', { name: name.trim() }))
      void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
      onSaved(key)
    },
  })
  const fault = isChecked && !name.trim() ? t('common:field.required') : undefined
  return (
    <form
      noValidate
      className="flex max-w-xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setIsChecked(true)
        if (name.trim() && !save.isPending) save.mutate()
      }}
    >
      {save.error && <Notice tone="problem">{errorText(save.error)}</Notice>}
      <Field label={t('people:teams.name')} error={fault}>
        {(control) => (
          <Input {...control} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label={t('people:teams.members')} hint={t('people:teams.membersHint')}>
        {(control) => (
          <MultiCombobox
            {...control}
            label={t('people:teams.members')}
            values={members}
            options={people.map((one) => ({ value: one.key, label: one.name, hint: one.email }))}
            onChange={setMembers}
          />
        )}
      </Field>
      <Button type="submit" look="primary" busy={save.isPending} className="self-start max-md:self-stretch">
        {t('people:teams.save')}
      </Button>
    </form>
  )
}
