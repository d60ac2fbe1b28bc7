import { useQuery } from '@tanstack/react-query'
import { typesWithoutSecret } from '../../../../contract/intake/secret.ts'
import { namesOf } from '../../api/names.ts'
import { useText } from '../../app/i18n.ts'
import { FieldGroup } from '../../setup/page-parts.tsx'
import { NameAndKey, TextField } from '../../setup/parts.tsx'
import { useOptions } from '../../setup/references.ts'
import type { ItemForm } from '../../setup/use-item-form.ts'
import { Combobox } from '../../ui/combobox/combobox.tsx'
import { Field } from '../../ui/field.tsx'
import { GroupingFields } from '../../setup/grouping-fields.tsx'
import { PriorityFields } from './priority-fields.tsx'
import { TypeFields } from './type-fields.tsx'

type SourceForm = ItemForm<'sources'>

/** Everything of a source but its rules, in the shape of the configuration file. */
export function SourceFields({ form }: { form: SourceForm }) {
  const { t } = useText()
  const { draft, faults, set } = form
  return (
    <>
      <NameAndKey name={draft.name} itemKey={draft.key} isNew={form.isNew} faults={faults} onChange={set} />
      <PlaceFields form={form} />
      <FieldGroup title={t('sources:form.priorities')} hint={t('sources:form.prioritiesHint')}>
        <PriorityFields value={draft.priorities} faults={faults} onChange={(priorities) => set({ priorities })} />
      </FieldGroup>
      <FieldGroup title={t('setup:grouping.title')} hint={t('setup:grouping.hint')}>
        <GroupingFields value={draft.grouping} faults={faults} onChange={(grouping) => set({ grouping })} />
      </FieldGroup>
      <TypeFields form={form} />
      {form.isNew && !typesWithoutSecret.includes(draft.type ?? '') && (
        <FieldGroup title={t('sources:form.secret')} hint={t('sources:form.secretHint')}>
          <TextField
            label={t('sources:form.secretLabel')}
            optional
            type="password"
            value={draft.secret}
            error={faults['secret']}
            onChange={(secret) => set({ secret: secret || undefined })}
          />
        </FieldGroup>
      )}
    </>
  )
}

/** Who is called for it, and for whom it speaks. */
function PlaceFields({ form: { draft, faults, set } }: { form: SourceForm }) {
  const { t } = useText()
  const policies = useOptions('policies')
  const customers = useOptions('customers')
  const { data: services = [] } = useQuery(namesOf.services)
  const offered = services
    .filter(({ customer }) => !draft.customer || !customer || customer === draft.customer)
    .map(({ key, name }) => ({ value: key, label: name, hint: key }))
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field label={t('sources:page.policy')} error={faults['escalationPolicy']}>
        {(control) => (
          <Combobox
            {...control}
            label={t('sources:page.policy')}
            value={draft.escalationPolicy}
            options={policies}
            onChange={(escalationPolicy) => set({ escalationPolicy })}
          />
        )}
      </Field>
      <Field label={t('sources:page.customer')} optional error={faults['customer']}>
        {(control) => (
          <Combobox
            {...control}
            isOptional
            label={t('sources:page.customer')}
            value={draft.customer}
            options={customers}
            onChange={(customer) => set({ customer })}
          />
        )}
      </Field>
      <Field label={t('sources:page.service')} optional error={faults['service']}>
        {(control) => (
          <Combobox
            {...control}
            isOptional
            label={t('sources:page.service')}
            value={draft.service}
            options={offered}
            onChange={(service) => set({ service })}
          />
        )}
      </Field>
    </div>
  )
}
