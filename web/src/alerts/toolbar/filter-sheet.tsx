import { useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { useMay, useSession, useViewer } from '../../app/session.ts'
import { fromLocalInput, toLocalInput } from '../../oncall/local-input.ts'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox/combobox.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { MomentInput } from '../../ui/moment-input.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { groupings, heldValues, sortings, type AlertFilters, type ChangeFilters } from '../filters.ts'
import { useNames, type NamedFilter } from './use-filter-names.ts'

interface FilterSheetProps {
  filters: AlertFilters
  onChange: ChangeFilters
  onClose: () => void
}

/** Everything that narrows and orders the list; each change shows at once behind it. */
export default function FilterSheet({ filters, onChange, onClose }: FilterSheetProps) {
  const { t } = useText()
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('alertwork:filter.title')}
      footer={
        <Button look="primary" className="max-md:w-full" onClick={onClose}>
          {t('alertwork:filter.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Things filters={filters} onChange={onChange} />
        <States filters={filters} onChange={onChange} />
        <Span filters={filters} onChange={onChange} />
        <Order filters={filters} onChange={onChange} />
      </div>
    </Sheet>
  )
}

type PartProps = Pick<FilterSheetProps, 'filters' | 'onChange'>

function Things({ filters, onChange }: PartProps) {
  const { t } = useText()
  const mayReadSources = useMay('sources.read')
  const session = useSession()
  const me = session ? [{ value: 'me', label: t('alertwork:filter.mine') }] : []
  return (
    <>
      <Thing name="customer" label={t('alertpage:page.fact.customer')} {...{ filters, onChange }} />
      <Thing name="service" label={t('alertpage:page.fact.service')} {...{ filters, onChange }} />
      {mayReadSources && <Thing name="source" label={t('alertpage:page.fact.source')} {...{ filters, onChange }} />}
      <Thing name="assignee" label={t('alertwork:filter.assignee')} first={me} {...{ filters, onChange }} />
      <Tag filters={filters} onChange={onChange} />
    </>
  )
}

interface ThingProps extends PartProps {
  name: NamedFilter
  label: string
  first?: { value: string; label: string }[]
}

function Thing({ name, label, filters, onChange, first = [] }: ThingProps) {
  const { data } = useNames(name)
  const options = [...first, ...(data?.map((one) => ({ value: one.key, label: one.name, hint: one.key })) ?? [])]
  return (
    <Field label={label}>
      {(control) => (
        <Combobox
          {...control}
          label={label}
          isOptional
          value={filters[name]}
          options={options}
          onChange={(value) => onChange({ [name]: value })}
        />
      )}
    </Field>
  )
}

function Tag({ filters, onChange }: PartProps) {
  const { t } = useText()
  const [typed, setTyped] = useState(filters.tag ?? '')
  return (
    <Field label={t('alertwork:filter.tag')} hint={t('alertwork:filter.tagHint')}>
      {(control) => (
        <Input
          {...control}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => onChange({ tag: typed.trim() || undefined })}
          onKeyDown={(event) => event.key === 'Enter' && onChange({ tag: typed.trim() || undefined })}
        />
      )}
    </Field>
  )
}

function States({ filters, onChange }: PartProps) {
  const { t } = useText()
  const priorities = [
    { value: '', label: t('alerts:list.anyPriority') },
    { value: 'high', label: t('alerts:priority.high') },
    { value: 'low', label: t('alerts:priority.low') },
  ] as const
  return (
    <>
      <Segments
        label={t('alertpage:page.fact.priority')}
        value={filters.priority ?? ''}
        options={priorities}
        onChange={(value) => onChange({ priority: value === '' ? undefined : value })}
      />
      <Field label={t('alertwork:filter.held')}>
        {(control) => (
          <Select
            {...control}
            value={filters.held ?? ''}
            onChange={({ target }) => onChange({ held: heldValues.find((value) => value === target.value) })}
          >
            <option value="">{t('alertwork:filter.heldAny')}</option>
            {heldValues.map((value) => (
              <option key={value} value={value}>
                {t(`alertwork:filter.heldValue.${value}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  )
}

function Span({ filters, onChange }: PartProps) {
  const { t } = useText()
  const { timezone } = useViewer()
  return (['from', 'to'] as const).map((name) => (
    <Field key={name} label={t(`alertwork:filter.${name}`)} optional>
      {(control) => (
        <MomentInput
          {...control}
          zone={timezone}
          value={filters[name] ? toLocalInput(Date.parse(filters[name]), timezone) : ''}
          onChange={(value) => onChange({ [name]: fromLocalInput(value, timezone) })}
        />
      )}
    </Field>
  ))
}

function Order({ filters, onChange }: PartProps) {
  const { t } = useText()
  const groups = [
    { value: '', label: t('alertwork:filter.byNone') },
    ...groupings.map((value) => ({ value, label: t(`alertpage:page.fact.${value}`) })),
  ] as const
  const sorts = sortings.map((value) => ({ value, label: t(`alertwork:filter.sort.${value}`) }))
  return (
    <>
      <Segments
        label={t('alertwork:filter.by')}
        value={filters.by ?? ''}
        options={groups}
        onChange={(value) => onChange({ by: value === '' ? undefined : value })}
      />
      {!filters.by && (
        <Segments
          label={t('alertwork:filter.sortLabel')}
          value={filters.sort ?? 'newest'}
          options={sorts}
          onChange={(value) => onChange({ sort: value === 'newest' ? undefined : value })}
        />
      )}
    </>
  )
}
