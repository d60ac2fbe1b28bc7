import { Popover } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'
import { useText } from '../../app/i18n.ts'
import { cn } from '../class-names.ts'
import type { ComboboxList } from './use-combobox.ts'

interface FloatingListProps {
  open: boolean
  onClose: () => void
  label: string
  list: ComboboxList
  input: RefObject<HTMLInputElement | null>
  /** The box below which the list opens. */
  children: ReactNode
}

/** Stays in the element that holds it, not at the end of the page: there, an open dialog would cover it. */
export function FloatingList({ open, onClose, label, list, input, children }: FloatingListProps) {
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Content
        role="presentation"
        align="start"
        sideOffset={4}
        collisionPadding={8}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => {
          if (event.target instanceof Node && input.current?.parentElement?.contains(event.target))
            event.preventDefault()
        }}
        className="z-40 max-h-[min(18rem,var(--radix-popover-content-available-height))] w-(--radix-popover-trigger-width) min-w-52 overflow-y-auto rounded-lg bg-surface p-1 shadow-float"
      >
        <Options label={label} list={list} />
      </Popover.Content>
    </Popover.Root>
  )
}

function Options({ label, list }: { label: string; list: ComboboxList }) {
  const { t } = useText()
  return (
    <>
      <div id={list.id} role="listbox" aria-label={label}>
        {list.shown.map((option, index) => (
          <div
            key={option.value}
            id={list.optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === list.current}
            className={cn(
              'flex min-h-8 cursor-pointer items-center justify-between gap-3 rounded px-2 max-md:min-h-11',
              index === list.current && 'bg-hover',
            )}
            onPointerMove={() => list.point(index)}
            // The box keeps the focus, so that typing goes on.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => list.choose(option)}
          >
            <span className="truncate">{option.label}</span>
            {option.hint && <span className="shrink-0 text-small text-ink-faint">{option.hint}</span>}
          </div>
        ))}
      </div>
      {list.shown.length === 0 && <p className="px-2 py-1.5 text-ink-faint">{t('ui:combobox.none')}</p>}
      {list.hidden > 0 && (
        <p className="px-2 py-1 text-small text-ink-faint">{t('ui:combobox.hidden', { count: list.hidden })}</p>
      )}
    </>
  )
}
