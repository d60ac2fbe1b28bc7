import { useState } from 'react'
import type { MailRule } from '../../../../contract/intake/email.ts'
import { useText } from '../../app/i18n.ts'
import { moved, withAt } from '../../setup/item-values.ts'
import type { Faults } from '../../setup/use-item-form.ts'
import { Button } from '../../ui/button.tsx'
import { CreateIcon } from '../../ui/icons.ts'
import { ReorderList } from '../../ui/reorder-list.tsx'
import { MailRuleForm } from './mail-rule.tsx'
import { draftsOf, ruleOf, shownDrafts, type RuleDraft } from './mail-rules.ts'

interface MailRuleListProps {
  value: readonly MailRule[]
  faults: Faults
  onChange: (rules: MailRule[] | undefined) => void
}

/** Rules in their order; the first that holds decides what a mail is. */
export function MailRuleList({ value, faults, onChange }: MailRuleListProps) {
  const { t } = useText()
  const [typed, setTyped] = useState<readonly RuleDraft[]>(() => draftsOf(value))
  const drafts = shownDrafts(typed, value)
  const put = (next: readonly RuleDraft[]) => {
    setTyped(next)
    onChange(next.length > 0 ? next.map(ruleOf) : undefined)
  }
  const add = () =>
    put([
      ...drafts,
      {
        id: crypto.randomUUID(),
        lines: [{ part: 'subject', kind: 'contains', text: '' }],
        rest: { action: 'trigger' },
      },
    ])
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="font-medium">{t('sources:form.mail.rules')}</p>
      <p className="text-small text-ink-faint">{t('sources:form.mail.rulesHint')}</p>
      <ReorderList
        items={drafts}
        nameOf={(draft) => t('sources:form.mail.rule', { number: drafts.indexOf(draft) + 1 })}
        onMove={(from, to) => put(moved(drafts, from, to))}
        className="flex flex-col gap-2"
      >
        {(draft, place, handle) => (
          <MailRuleForm
            draft={draft}
            place={place}
            handle={handle}
            faults={faults}
            onChange={(next) => put(withAt(drafts, place, next))}
            onRemove={() => put(withAt(drafts, place, undefined))}
          />
        )}
      </ReorderList>
      <Button className="self-start" onClick={add}>
        <CreateIcon />
        {t('sources:form.mail.add')}
      </Button>
    </div>
  )
}
