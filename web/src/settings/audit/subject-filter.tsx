import { useText } from '../../app/i18n.ts'
import { useOptions } from '../../setup/references.ts'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox/combobox.tsx'
import { Select } from '../../ui/field.tsx'
import { CloseIcon } from '../../ui/icons.ts'
import { namesByKind, nounByKind, partsOfSubject, type SubjectKind } from './subject.ts'

interface SubjectFilterProps {
  subject: string | undefined
  /** Empty for everything. */
  onChange: (subject: string) => void
}

/** What it was done to: a kind of thing, and then one of them. */
export function SubjectFilter({ subject, onChange }: SubjectFilterProps) {
  const { t } = useText()
  const parts = partsOfSubject(subject)
  if (subject !== undefined && !parts) {
    return (
      <Button onClick={() => onChange('')} aria-label={t('settings:audit.withoutSubject')}>
        <code className="font-mono text-small">{subject}</code>
        <CloseIcon />
      </Button>
    )
  }
  return (
    <>
      <label className="flex flex-col gap-1 text-small text-ink-soft max-md:w-full">
        {t('settings:audit.about.label')}
        <Select
          className="w-44 max-md:w-full"
          value={parts?.kind ?? ''}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t('settings:audit.everything')}</option>
          {(Object.keys(namesByKind) as SubjectKind[]).map((kind) => (
            <option key={kind} value={kind}>
              {t(`settings:noun.${nounByKind[kind]}`)}
            </option>
          ))}
        </Select>
      </label>
      {parts && <Which {...parts} key={parts.kind} chosen={parts.key} onChange={onChange} />}
    </>
  )
}

function Which({
  kind,
  chosen,
  onChange,
}: {
  kind: SubjectKind
  chosen: string | undefined
  onChange: (subject: string) => void
}) {
  const { t } = useText()
  const label = t('settings:audit.which', { kind: t(`settings:noun.${nounByKind[kind]}`) })
  return (
    <Combobox
      className="w-56 max-md:w-full"
      label={label}
      placeholder={t('settings:audit.all')}
      isOptional
      value={chosen}
      options={useOptions(namesByKind[kind])}
      onChange={(key) => onChange(key === undefined ? kind : `${kind}:${key}`)}
    />
  )
}
