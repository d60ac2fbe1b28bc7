import type { ReactNode } from 'react'
import { useText } from '../../app/i18n.ts'
import { TextField } from '../../setup/parts.tsx'
import type { Faults } from '../../setup/use-item-form.ts'
import { withAt } from '../../setup/item-values.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { CreateIcon, RemoveIcon } from '../../ui/icons.ts'
import { ConditionLineRow } from './condition-line.tsx'
import { actions, type RuleDraft } from './mail-rules.ts'
import { faultIn, withOption } from './put-option.ts'
import { severities } from './severities.ts'

interface MailRuleProps {
  draft: RuleDraft
  place: number
  handle: ReactNode
  faults: Faults
  onChange: (draft: RuleDraft) => void
  onRemove: () => void
}

/** One rule: what a mail must hold, and what it then is. */
export function MailRuleForm({ draft, place, handle, faults, onChange, onRemove }: MailRuleProps) {
  const { t } = useText()
  const { lines, rest } = draft
  const number = place + 1
  const path = `email.rules.${place}`
  const putLines = (next: RuleDraft['lines']) => onChange({ ...draft, lines: next })
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-md border border-line p-3">
      <legend className="sr-only">{t('sources:form.mail.rule', { number })}</legend>
      <div className="flex items-center gap-2">
        {handle}
        <span aria-hidden className="font-medium">
          {t('sources:form.mail.rule', { number })}
        </span>
        <Button
          look="ghost"
          size="icon"
          className="ml-auto"
          aria-label={t('sources:form.mail.remove', { number })}
          onClick={onRemove}
        >
          <RemoveIcon />
        </Button>
      </div>
      <p className="text-small text-ink-faint">{t('sources:form.mail.all')}</p>
      <ul className="flex flex-col gap-2">
        {lines.map((line, index) => (
          <ConditionLineRow
            key={index}
            line={line}
            error={faultIn(faults, `${path}.${line.part}.${line.kind}`)}
            onChange={(next) => putLines(withAt(lines, index, next))}
            onRemove={() => putLines(withAt(lines, index, undefined))}
          />
        ))}
      </ul>
      {faults[path] && <p className="text-small text-triggered">{faults[path]}</p>}
      <Button
        size="small"
        className="self-start"
        onClick={() => putLines([...lines, { part: 'subject', kind: 'contains', text: '' }])}
      >
        <CreateIcon />
        {t('sources:form.mail.addCondition')}
      </Button>
      <Outcome rest={rest} path={path} faults={faults} onChange={(next) => onChange({ ...draft, rest: next })} />
    </fieldset>
  )
}

interface OutcomeProps {
  rest: RuleDraft['rest']
  path: string
  faults: Faults
  onChange: (rest: RuleDraft['rest']) => void
}

/** What a mail is that the rule holds for. */
function Outcome({ rest, path, faults, onChange }: OutcomeProps) {
  const { t } = useText()
  const put = (change: Partial<{ [Name in keyof OutcomeProps['rest']]: OutcomeProps['rest'][Name] | undefined }>) =>
    onChange(withOption(rest, change) ?? rest)
  return (
    <>
      <Field label={t('sources:form.mail.then')} error={faults[`${path}.action`]}>
        {(control) => (
          <Select
            {...control}
            className="w-auto self-start"
            value={rest.action}
            onChange={(event) => put({ action: actions.find((one) => one === event.target.value) ?? rest.action })}
          >
            {actions.map((one) => (
              <option key={one} value={one}>
                {t(`sources:form.mail.action.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Disclosure summary={t('sources:form.mail.more')}>
        <div className="mt-2 grid gap-3 sm:grid-cols-2">
          {(['dedupKey', 'summary'] as const).map((name) => (
            <TextField
              key={name}
              label={t(`sources:form.webhook.${name}`)}
              optional
              isCode
              placeholder={name === 'dedupKey' ? '{{host}}' : '{{host}}: {{subject}}'}
              value={rest[name]}
              error={faults[`${path}.${name}`]}
              onChange={(text) => put({ [name]: text || undefined })}
            />
          ))}
          <Field label={t('sources:form.webhook.severity')} optional>
            {(control) => (
              <Select
                {...control}
                value={rest.severity ?? ''}
                onChange={(event) => put({ severity: severities.find((one) => one === event.target.value) })}
              >
                <option value="">{t('sources:form.mail.usualSeverity')}</option>
                {severities.map((one) => (
                  <option key={one} value={one}>
                    {t(`alerts:severity.${one}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </Disclosure>
    </>
  )
}
