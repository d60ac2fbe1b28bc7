import { useText } from '../../app/i18n.ts'
import { cn } from '../class-names.ts'
import { inputStyle, type FieldControl } from '../field.tsx'
import { ChevronDownIcon, CloseIcon } from '../icons.ts'
import { FloatingList } from './list.tsx'
import type { Option } from './options.ts'
import { useCombobox } from './use-combobox.ts'

interface ComboboxProps extends Partial<FieldControl> {
  /** What is chosen here, for screen readers: the label of the field. */
  label: string
  value: string | undefined
  options: readonly Option[]
  onChange: (value: string | undefined) => void
  placeholder?: string
  /** Nothing may be chosen; shows how to take a choice back. */
  isOptional?: boolean
  disabled?: boolean
  name?: string
  className?: string
}

/** One of many, found by typing. */
export function Combobox({ label, value, options, onChange, isOptional = false, className, ...rest }: ComboboxProps) {
  const { t } = useText()
  const { box, list, open, query, close, input } = useCombobox({
    options,
    onChoose: (option) => onChange(option.value),
  })
  const chosen = options.find((option) => option.value === value)
  // A key that is no longer among the options is shown as it is: hiding it would lose it.
  const text = chosen?.label ?? value ?? ''
  const canClear = isOptional && text !== '' && !rest.disabled
  return (
    <FloatingList open={open} onClose={close} label={label} list={list} input={input}>
      <span className={cn('relative block', className)}>
        <input
          {...rest}
          {...box}
          aria-label={rest.id ? undefined : label}
          placeholder={open && text ? text : rest.placeholder}
          className={cn(inputStyle, canClear ? 'pr-15' : 'pr-8')}
          value={open ? query : text}
        />
        {canClear && (
          <button
            type="button"
            aria-label={t('ui:combobox.clear', { label })}
            className="absolute inset-y-0 right-7 flex w-8 items-center justify-center rounded text-ink-faint hover:text-ink"
            onClick={() => onChange(undefined)}
          >
            <CloseIcon className="size-4" aria-hidden />
          </button>
        )}
        <ChevronDownIcon
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
        />
      </span>
    </FloatingList>
  )
}
