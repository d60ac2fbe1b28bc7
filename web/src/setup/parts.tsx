import { useState, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { Field, Input, TextArea } from '../ui/field.tsx'
import { FormFooter } from '../ui/form-footer.tsx'
import { Notice } from '../ui/notice.tsx'
import { keyFromName } from './item-values.ts'

interface TextFieldProps {
  label: string
  value: string | undefined
  onChange: (value: string) => void
  hint?: string | undefined
  error?: string | undefined
  optional?: boolean
  placeholder?: string
  /** Read by programs: a key, an expression. */
  isCode?: boolean
  rows?: number
  type?: 'text' | 'time' | 'date' | 'password'
  className?: string
}

export function TextField({
  label,
  value = '',
  onChange,
  hint,
  error,
  optional = false,
  className,
  ...rest
}: TextFieldProps) {
  const { isCode = false, rows, type = 'text', placeholder } = rest
  const style = cn(isCode && 'font-mono text-small max-md:text-body')
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className ?? ''}>
      {(control) => {
        const common = {
          ...control,
          value,
          placeholder,
          autoComplete: 'off',
          spellCheck: !isCode,
          className: style,
          onChange: (event: { target: { value: string } }) => onChange(event.target.value),
        }
        return rows === undefined ? <Input {...common} type={type} /> : <TextArea {...common} rows={rows} />
      }}
    </Field>
  )
}

interface ListFieldProps extends Omit<TextFieldProps, 'value' | 'onChange'> {
  values: readonly string[]
  onChange: (values: string[]) => void
}

/** Several texts in one box: a line each, or with commas between where it has one line. What is typed stays as typed. */
export function ListField({ values, onChange, rows, ...rest }: ListFieldProps) {
  const [typed, setTyped] = useState('')
  const read = (text: string) =>
    text
      .split(rows === undefined ? ',' : '\n')
      .map((one) => one.trim())
      .filter(Boolean)
  const isTyped = read(typed).join('\n') === values.join('\n')
  return (
    <TextField
      {...rest}
      {...(rows !== undefined && { rows })}
      value={isTyped ? typed : values.join(rows === undefined ? ', ' : '\n')}
      onChange={(text) => {
        setTyped(text)
        onChange(read(text))
      }}
    />
  )
}

interface NameAndKeyProps {
  name: string | undefined
  itemKey: string | undefined
  isNew: boolean
  faults: Record<string, string>
  onChange: (change: { name?: string; key?: string }) => void
}

/** The key follows the name until somebody writes their own. Once it is saved it stays: addresses and files hold it. */
export function NameAndKey({ name = '', itemKey = '', isNew, faults, onChange }: NameAndKeyProps) {
  const { t } = useText()
  const follows = itemKey === keyFromName(name)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('setup:name')}
        value={name}
        error={faults['name']}
        onChange={(next) => onChange(isNew && follows ? { name: next, key: keyFromName(next) } : { name: next })}
      />
      {isNew && (
        <TextField
          label={t('setup:key.label')}
          hint={t('setup:key.hint')}
          isCode
          value={itemKey}
          error={faults['key']}
          onChange={(key) => onChange({ key })}
        />
      )}
    </div>
  )
}

/** Said before somebody works in vain. */
export function ManagedNotice({ managed }: { managed: boolean | undefined }) {
  const { t } = useText()
  if (!managed) return null
  return (
    <Notice tone="info" className="mb-4 max-w-3xl">
      {t('setup:managed')}
    </Notice>
  )
}

interface ItemFormFrameProps {
  form: {
    dirty: boolean
    busy: boolean
    isNew: boolean
    problem: string | undefined
    overwrite: (() => void) | undefined
    discard: () => void
    submit: (event?: React.FormEvent) => void
  }
  saveLabel?: string
  watches?: readonly string[]
  children: ReactNode
}

/** A form with its footer. */
export function ItemFormFrame({ form, saveLabel, watches = [], children }: ItemFormFrameProps) {
  const { t } = useText()
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col">
      <div className="flex max-w-3xl flex-col gap-5 pb-4">{children}</div>
      {form.overwrite && (
        <Notice tone="caution" className="mb-2 max-w-3xl">
          <span className="mr-3">{t('setup:changedMeanwhile')}</span>
          <Button size="small" onClick={form.overwrite}>
            {t('setup:overwrite')}
          </Button>
          <Button size="small" look="ghost" onClick={form.discard}>
            {t('setup:takeTheirs')}
          </Button>
        </Notice>
      )}
      <FormFooter
        dirty={form.dirty}
        busy={form.busy}
        problem={form.overwrite ? undefined : form.problem}
        watches={watches}
        {...(saveLabel !== undefined && { saveLabel })}
        {...(!form.isNew && { onDiscard: form.discard })}
      />
    </form>
  )
}
