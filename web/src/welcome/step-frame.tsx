import { useId, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { cn } from '../ui/class-names.ts'
import { CheckIcon, ChevronDownIcon } from '../ui/icons.ts'
import type { StepName } from './steps.ts'

interface StepFrameProps {
  name: StepName
  number: number
  isDone: boolean
  isOpen: boolean
  onToggle: () => void
  children: ReactNode
}

/** One step: its state in sight, its content when it is open. Any of them can be opened at any time. */
export function StepFrame({ name, number, isDone, isOpen, onToggle, children }: StepFrameProps) {
  const { t } = useText()
  const id = useId()
  return (
    <li className="border-t border-line last:border-b">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={onToggle}
          className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left hover:bg-hover md:px-6"
        >
          <span
            className={cn(
              'flex size-7 shrink-0 items-center justify-center rounded-full border font-semibold tabular-nums',
              isDone ? 'border-resolved-line bg-resolved-soft text-resolved' : 'border-line-strong text-ink-soft',
            )}
          >
            {isDone ? <CheckIcon className="size-4" aria-hidden /> : number}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block font-semibold">
              {t(`welcome:${name}.title`)}
              {isDone && <span className="sr-only"> ({t('welcome:done')})</span>}
            </span>
            <span className="block text-ink-soft">
              {t(isDone ? `welcome:${name}.doneText` : `welcome:${name}.text`)}
            </span>
          </span>
          <ChevronDownIcon
            className={cn('size-4 shrink-0 text-ink-faint transition-transform', isOpen && 'rotate-180')}
            aria-hidden
          />
        </button>
      </h2>
      {isOpen && (
        <div id={id} className="px-4 pb-5 md:pr-6 md:pl-16">
          {children}
        </div>
      )}
    </li>
  )
}
