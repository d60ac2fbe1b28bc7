import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { formatMoment, formatTimeOfDay } from '../app/format.ts'
import { FieldGroup } from '../setup/page-parts.tsx'
import { TextField } from '../setup/parts.tsx'
import { useOptions } from '../setup/references.ts'
import { CheckBox } from '../ui/choice.tsx'
import { MultiCombobox } from '../ui/combobox/multi-combobox.tsx'
import { Field } from '../ui/field.tsx'
import { MomentInput } from '../ui/moment-input.tsx'
import { ZoneInput } from '../ui/zone-input.tsx'
import { occurrencesOf } from './occurrences.ts'
import { ruleOf } from './recurrence.ts'
import { RepeatFields } from './repeat-fields.tsx'
import type { WindowForm } from './use-window-form.ts'
import { useDraftText } from './words.ts'

export function WindowFields({ form }: { form: WindowForm }) {
  const { t } = useText()
  const { draft, faults, set } = form
  return (
    <>
      <TextField
        label={t('setup:name')}
        placeholder={t('maintenance:form.nameExample')}
        value={draft.name}
        error={faults['name']}
        onChange={(name) => set({ name })}
      />
      <FieldGroup title={t('maintenance:form.when')}>
        <div className="grid gap-4 sm:grid-cols-2">
          {(['start', 'end'] as const).map((name) => (
            <Field key={name} label={t(`maintenance:form.${name}`)} error={faults[name]}>
              {(control) => (
                <MomentInput
                  {...control}
                  zone={draft.timezone}
                  value={draft[name]}
                  onChange={(value) => set({ [name]: value })}
                />
              )}
            </Field>
          ))}
        </div>
        <Field label={t('maintenance:form.zone')} className="max-w-80">
          {(control) => (
            <ZoneInput
              {...control}
              label={t('maintenance:form.zone')}
              value={draft.timezone}
              onChange={(timezone) => set({ timezone })}
            />
          )}
        </Field>
        <RepeatFields form={form} />
        <Outlook form={form} />
      </FieldGroup>
      <FieldGroup title={t('maintenance:form.what')} hint={t('maintenance:form.whatHint')}>
        <ScopeFields form={form} />
      </FieldGroup>
      <TextField
        label={t('maintenance:form.description')}
        optional
        rows={3}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
    </>
  )
}

/** The choice as a sentence, and the next times by the rules of production. */
function Outlook({ form: { draft } }: { form: WindowForm }) {
  const { t } = useText()
  const sentence = useDraftText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const times = { timeZone: draft.timezone, start: draft.start, end: draft.end, rrule: ruleOf(draft.repeat) }
  const occurrences = occurrencesOf(times, now, 5)
  const text = sentence(draft)
  if (!text) return null
  return (
    <div aria-live="polite" className="rounded-md border border-maintenance-line bg-maintenance-soft px-3 py-2">
      <p className="font-medium">{text}</p>
      {draft.repeat.repeat !== 'once' && occurrences.length > 0 && (
        <>
          <p className="mt-1 text-small text-ink-soft">
            {t('maintenance:form.nextFive', { zone: viewer.timezone.replaceAll('_', ' ') })}
          </p>
          <ol className="text-small">
            {occurrences.map(({ from, to }) => (
              <li key={from} className="tabular-nums">
                {formatMoment(from, now, viewer)} – {formatTimeOfDay(to, viewer)}
              </li>
            ))}
          </ol>
        </>
      )}
      {occurrences.length === 0 && <p className="mt-1 text-small text-acknowledged">{t('maintenance:form.never')}</p>}
    </div>
  )
}

const kinds = ['customers', 'services', 'sources'] as const

function ScopeFields({ form: { draft, faults, set } }: { form: WindowForm }) {
  const { t } = useText()
  const options = {
    customers: useOptions('customers'),
    services: useOptions('services'),
    sources: useOptions('sources'),
  }
  return (
    <>
      <CheckBox
        label={t('maintenance:everything')}
        hint={t('maintenance:form.everythingHint')}
        checked={draft.everything}
        onChange={(everything) => set({ everything })}
      />
      {!draft.everything &&
        kinds.map((kind) => (
          <Field key={kind} label={t(`maintenance:form.${kind}`)} error={faults[kind]}>
            {(control) => (
              <MultiCombobox
                {...control}
                label={t(`maintenance:form.${kind}`)}
                values={draft[kind]}
                options={options[kind]}
                onChange={(values) => set({ [kind]: values })}
              />
            )}
          </Field>
        ))}
      {faults['scope'] && <p className="text-small text-triggered">{faults['scope']}</p>}
    </>
  )
}
