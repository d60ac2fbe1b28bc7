import { named } from '../../alerts/timeline/sentence.ts'
import { readDuration } from '../../app/duration-text.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { DurationInput } from '../../ui/duration-input.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { CreateIcon, RemoveIcon } from '../../ui/icons.ts'
import { allDevices, secondsOf, type Reachable, type Rule } from './lanes.ts'

interface RuleRowsProps {
  rules: Rule[]
  contacts: readonly Reachable[]
  showsFaults: boolean
  onChange: (rules: Rule[]) => void
}

/** The same as the lanes, in fields: for exact times and for whoever does not drag. */
export function RuleRows({ rules, contacts, showsFaults, onChange }: RuleRowsProps) {
  const { t } = useText()
  const add = () => {
    const last = rules.at(-1)
    const unused = contacts.find((one) => one.channel !== 'push' && !rules.some((rule) => rule.contact === one.key))
    const after = last ? `${secondsOf(last) + 60}s` : '0s'
    onChange([...rules, { contact: unused?.key ?? last?.contact ?? contacts[0]?.key ?? allDevices, after }])
  }
  return (
    <div className="mt-4 flex flex-col gap-2">
      <ul className="flex flex-col gap-3 md:gap-2">
        {rules.map((rule, index) => (
          <RuleRow
            key={index}
            rule={rule}
            number={index + 1}
            contacts={contacts}
            fault={showsFaults && readDuration(rule.after) === undefined ? t('me:rules.wrongAfter') : undefined}
            onChange={(next) => onChange(rules.map((one, at) => (at === index ? next : one)))}
            onRemove={() => onChange(rules.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
      <Button className="self-start" onClick={add}>
        <CreateIcon aria-hidden />
        {t('me:rules.add')}
      </Button>
    </div>
  )
}

interface RuleRowProps {
  rule: Rule
  number: number
  contacts: readonly Reachable[]
  fault: string | undefined
  onChange: (rule: Rule) => void
  onRemove: () => void
}

function RuleRow({ rule, number, contacts, fault, onChange, onRemove }: RuleRowProps) {
  const { t, has } = useText()
  const known = contacts.some((one) => one.key === rule.contact) || rule.contact === allDevices
  return (
    <li className="grid grid-cols-[1fr_7.5rem_auto] items-start gap-2 md:grid-cols-[20rem_9rem_auto] md:justify-start">
      <Field label={t('me:rules.contactNumber', { number })} isLabelHidden>
        {(control) => (
          <Select
            {...control}
            value={rule.contact}
            onChange={(event) => onChange({ ...rule, contact: event.target.value })}
          >
            {!known && <option value={rule.contact}>{rule.contact}</option>}
            <option value={allDevices}>{t('me:rules.allDevices')}</option>
            {contacts.map((one) => (
              <option key={one.key} value={one.key}>
                {named('common:channel', one.channel, has, t)} · {one.address}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('me:rules.afterNumber', { number })} isLabelHidden error={fault}>
        {(control) => (
          <DurationInput {...control} value={rule.after} onChange={(after) => onChange({ ...rule, after })} />
        )}
      </Field>
      <Button
        look="ghost"
        size="icon"
        className="mt-0.5"
        aria-label={t('me:rules.removeNumber', { number })}
        onClick={onRemove}
      >
        <RemoveIcon />
      </Button>
    </li>
  )
}
