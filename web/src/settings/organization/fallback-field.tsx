import { useQuery } from '@tanstack/react-query'
import { itemsQuery } from '../../api/items.ts'
import { useText } from '../../app/i18n.ts'
import { readinessOfQuery } from '../../people/queries.ts'
import { cn } from '../../ui/class-names.ts'
import { Combobox } from '../../ui/combobox/combobox.tsx'
import { Field } from '../../ui/field.tsx'
import { DoneIcon, WarningIcon } from '../../ui/icons.ts'
import { Section } from '../../ui/section.tsx'
import type { OrganizationFormState } from './use-organization-form.ts'

/** Who is paged when a policy reaches nobody, and whether that would help. */
export function FallbackField({ form }: { form: OrganizationFormState }) {
  const { t } = useText()
  const people = useQuery(itemsQuery('users')).data?.items.map(({ item }) => item)
  const chosen = people?.find(({ key }) => key === form.values.fallback)
  return (
    <Section title={t('settings:fallback.title')}>
      <p className="mb-3 max-w-2xl text-ink-soft">{t('settings:fallback.text')}</p>
      <Field label={t('settings:fallback.person')} error={form.faults.fallback} className="max-w-sm">
        {(control) => (
          <Combobox
            {...control}
            label={t('settings:fallback.person')}
            value={form.values.fallback || undefined}
            options={people?.map(({ key, name }) => ({ value: key, label: name })) ?? []}
            onChange={(key) => form.set('fallback', key ?? '')}
            placeholder={t('settings:fallback.nobody')}
            isOptional
          />
        )}
      </Field>
      <p className="mt-2 min-h-6">
        {chosen && <Reachable key={chosen.key} person={chosen} />}
        {people && !chosen && <span className="text-small text-ink-soft">{t('settings:fallback.without')}</span>}
      </p>
    </Section>
  )
}

/** By the rule of the server, which knows devices too; the whole of readiness is on the person's page. */
function Reachable({ person }: { person: { key: string; name: string } }) {
  const { t, language } = useText()
  const { data } = useQuery(readinessOfQuery(person.key, language))
  const own = data?.items[0]
  if (!own) return null
  const Sign = own.reachable ? DoneIcon : WarningIcon
  return (
    <span className={cn('flex items-start gap-1.5 text-small', own.reachable ? 'text-resolved' : 'text-triggered')}>
      <Sign className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {t(own.reachable ? 'settings:fallback.reachable' : 'settings:fallback.unreachable', { name: person.name })}
    </span>
  )
}
