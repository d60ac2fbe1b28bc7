import { useText } from '../../app/i18n.ts'
import { cn } from '../class-names.ts'
import { inputStyle, type FieldControl } from '../field.tsx'
import { CloseIcon } from '../icons.ts'
import { FloatingList } from './list.tsx'
import type { Option } from './options.ts'
import { useCombobox } from './use-combobox.ts'

interface MultiComboboxProps extends Partial<FieldControl> {
  label: string
  /** In the order in which they were chosen, which may mean something. */
  values: readonly string[]
  options: readonly Option[]
  onChange: (values: string[]) => void
  placeholder?: string
  disabled?: boolean
  className?: string
}

/** Several of many: each choice is a chip, Backspace takes the last one back. */
export function MultiCombobox({ label, values, options, onChange, className, ...rest }: MultiComboboxProps) {
  const { box, list, open, query, close, input } = useCombobox({
    options,
    without: values,
    onChoose: (option) => onChange([...values, option.value]),
    onStepBack: () => onChange(values.slice(0, -1)),
  })
  const nameOf = (value: string) => options.find((option) => option.value === value)?.label ?? value
  return (
    <FloatingList open={open} onClose={close} label={label} list={list} input={input}>
      <div
        className={cn(
          inputStyle,
          'flex flex-wrap items-center gap-1 p-1 read-only:bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
          rest['aria-invalid'] && 'border-triggered',
          className,
        )}
        onClick={() => input.current?.focus()}
      >
        {values.map((value) => (
          <ChosenChip
            key={value}
            name={nameOf(value)}
            isFixed={rest.disabled ?? false}
            onRemove={() => {
              onChange(values.filter((one) => one !== value))
              input.current?.focus()
            }}
          />
        ))}
        <input
          {...rest}
          {...box}
          aria-label={rest.id ? undefined : label}
          placeholder={values.length === 0 ? rest.placeholder : undefined}
          className="min-h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none max-md:min-h-8"
          value={query}
        />
      </div>
    </FloatingList>
  )
}

function ChosenChip({ name, isFixed, onRemove }: { name: string; isFixed: boolean; onRemove: () => void }) {
  const { t } = useText()
  return (
    <span className="inline-flex min-h-6 max-w-full items-center rounded bg-hover pl-2 max-md:min-h-8">
      <span className={cn('truncate', isFixed && 'pr-2')}>{name}</span>
      {!isFixed && (
        <button
          type="button"
          aria-label={t('ui:combobox.remove', { name })}
          className="flex size-6 items-center justify-center rounded text-ink-faint hover:text-ink max-md:size-9"
          onClick={onRemove}
        >
          <CloseIcon className="size-3.5" aria-hidden />
        </button>
      )}
    </span>
  )
}
