import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Priority } from '../../../../contract/keys.ts'
import type { RulesView } from '../../../../contract/people.ts'
import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { readDuration } from '../../app/duration-text.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Section } from '../../ui/section.tsx'
import { showToast } from '../../ui/toast.tsx'
import { rulesQuery } from '../queries.ts'
import { Cautions } from './cautions.tsx'
import { LaneDiagram } from './lane-diagram.tsx'
import { inOrder, moved, type Rule } from './lanes.ts'
import { Presets } from './presets.tsx'
import { RuleRows } from './rule-rows.tsx'

interface RulesFormProps {
  stored: RulesView
  contacts: readonly Contact[]
}

const priorities: readonly Priority[] = ['high', 'low']

const isWhole = (rules: readonly Rule[]) =>
  rules.every((rule) => rule.contact && readDuration(rule.after) !== undefined)

/** Both urgencies are edited together and saved in one press. */
export function RulesForm({ stored, contacts }: RulesFormProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const [rules, setRules] = useState(stored)
  const [isChecked, setIsChecked] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      api.put<RulesView>('/me/notification-rules', { high: inOrder(rules.high), low: inOrder(rules.low) }),
    onSuccess: (saved) => {
      queryClient.setQueryData(rulesQuery.queryKey, saved)
      showToast(t('me:rules.saved'))
    },
  })
  const isDirty = JSON.stringify(rules) !== JSON.stringify(stored)
  return (
    <form
      noValidate
      className="px-4 md:px-6"
      onSubmit={(event) => {
        event.preventDefault()
        setIsChecked(true)
        if (priorities.every((priority) => isWhole(rules[priority])) && !save.isPending) save.mutate()
      }}
    >
      {priorities.map((priority) => (
        <PriorityRules
          key={priority}
          priority={priority}
          rules={rules[priority]}
          contacts={contacts}
          showsFaults={isChecked}
          onChange={(next) => setRules({ ...rules, [priority]: next })}
        />
      ))}
      <FormFooter
        dirty={isDirty}
        busy={save.isPending}
        problem={save.error ? errorText(save.error) : undefined}
        onDiscard={() => setRules(stored)}
        watches={['tab']}
      />
    </form>
  )
}

interface PriorityRulesProps {
  priority: Priority
  rules: Rule[]
  contacts: readonly Contact[]
  showsFaults: boolean
  onChange: (rules: Rule[]) => void
}

function PriorityRules({ priority, rules, contacts, showsFaults, onChange }: PriorityRulesProps) {
  const { t } = useText()
  const title = t(`me:rules.${priority}.title`)
  return (
    <Section title={title} className="first:border-t-0">
      <p className="mb-3 max-w-prose text-ink-soft">{t(`me:rules.${priority}.intro`)}</p>
      <Presets contacts={contacts} onChoose={onChange} />
      <LaneDiagram
        label={title}
        rules={rules}
        contacts={contacts}
        onMove={(index, seconds) => onChange(moved(rules, index, seconds))}
      />
      <Cautions rules={rules} contacts={contacts} isHigh={priority === 'high'} />
      <RuleRows rules={rules} contacts={contacts} showsFaults={showsFaults} onChange={onChange} />
    </Section>
  )
}
