import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RuleLookup } from '../../../../contract/config/event-rule.ts'
import { useText } from '../../app/i18n.ts'
import { lookupTablesQuery } from '../../lookup-tables/queries.ts'
import { TextField } from '../../setup/parts.tsx'
import { Field, Select } from '../../ui/field.tsx'
import type { ActionProps } from './action-props.ts'
import { FieldPairs } from './field-pairs.tsx'

const targets = ['customer', 'service', 'escalationPolicy', 'priority', 'severity'] as const

/** Which row of which table is found, and what its columns say about the alert. */
export function LookupFields({ actions, path, faults, onChange }: ActionProps) {
  const { t } = useText()
  const { data } = useQuery(lookupTablesQuery)
  const lookup: RuleLookup = actions.lookup ?? { table: '', key: '', set: {} }
  const put = (change: Partial<RuleLookup>) => onChange({ ...actions, lookup: { ...lookup, ...change } })
  const columns = data?.items.find(({ key }) => key === lookup.table)?.columns ?? []
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 font-medium">{t('rules:action.lookup')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('rules:form.table')} error={faults[`${path}.lookup.table`]}>
          {(control) => (
            <Select {...control} value={lookup.table} onChange={(event) => put({ table: event.target.value })}>
              <option value="">{t('rules:form.chooseTable')}</option>
              {data?.items.map(({ key }) => (
                <option key={key} value={key}>
                  {key}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TextField
          label={t('rules:form.lookupKey')}
          isCode
          placeholder="fields.host"
          value={lookup.key}
          error={faults[`${path}.lookup.key`]}
          onChange={(key) => put({ key })}
        />
      </div>
      {data?.items.length === 0 && (
        <p className="text-small text-ink-faint">
          {t('rules:form.noTables')}{' '}
          <Link to="/lookup-tables" className="text-accent underline">
            {t('rules:tables.title')}
          </Link>
        </p>
      )}
      <p className="text-small text-ink-faint">{t('rules:form.sets')}</p>
      <Targets lookup={lookup} columns={columns} put={put} />
      {faults[`${path}.lookup.set`] && <p className="text-small text-triggered">{faults[`${path}.lookup.set`]}</p>}
    </fieldset>
  )
}

interface TargetsProps {
  lookup: RuleLookup
  columns: readonly string[]
  put: (change: Partial<RuleLookup>) => void
}

function Targets({ lookup, columns, put }: TargetsProps) {
  const { t } = useText()
  const { set } = lookup
  const choose = (name: (typeof targets)[number], column: string) => {
    const rest = Object.fromEntries(Object.entries(set).filter(([other]) => other !== name))
    put({ set: column === '' ? rest : { ...rest, [name]: column } })
  }
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        {targets.map((name) => (
          <Field key={name} label={t(`rules:action.${name}`)}>
            {(control) => (
              <Select {...control} value={set[name] ?? ''} onChange={(event) => choose(name, event.target.value)}>
                <option value="">{t('rules:form.notFromTable')}</option>
                {[...new Set([...columns, ...(set[name] ? [set[name]] : [])])].map((column) => (
                  <option key={column} value={column}>
                    {column}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      <FieldPairs
        label={t('rules:form.fieldsFromTable')}
        value={set.fields ?? {}}
        error={undefined}
        onChange={(fields) => {
          const { fields: _, ...rest } = set
          put({ set: Object.keys(fields).length > 0 ? { ...rest, fields } : rest })
        }}
      />
    </>
  )
}
