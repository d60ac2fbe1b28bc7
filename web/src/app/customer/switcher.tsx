import { createElement, useState } from 'react'
import { ChevronsUpDownIcon, CloseIcon, CustomersIcon } from '../../ui/icons.ts'
import { partOf, usePart } from '../../ui/on-demand.tsx'
import { Opening } from '../../ui/opening.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { useText } from '../i18n.ts'
import { centredWhenNarrow, whenWide } from '../shell/rail-style.ts'
import { useSwitcher } from './use-switcher.ts'

const panelPart = partOf(async () => (await import('./switcher-panel.tsx')).default)

/** In the rail of the desk. */
export function CustomerSwitcher() {
  const { t } = useText()
  const { customer, name, isOffered } = useSwitcher()
  const [open, setOpen] = useState(false)
  const SwitcherPanel = usePart(panelPart, open)
  if (!isOffered) return null
  const trigger = (
    <button
      type="button"
      aria-haspopup="dialog"
      data-scope
      aria-label={t('shell:customer.button', { name })}
      {...(open ? {} : tip(t('shell:customer.button', { name })))}
      onPointerEnter={() => void panelPart.load()}
      onFocus={() => void panelPart.load()}
      onClick={() => setOpen(!open)}
      className={`mb-1 flex min-h-8 w-full items-center gap-2 rounded-md border px-2 text-left hover:bg-hover ${centredWhenNarrow} ${customer ? 'border-accent bg-accent-soft font-medium' : 'border-line bg-surface text-ink-soft'}`}
    >
      <CustomersIcon className="size-4 shrink-0" aria-hidden />
      <span className={`min-w-0 flex-1 truncate ${whenWide}`}>{name}</span>
      <ChevronsUpDownIcon
        className={`size-3.5 shrink-0 text-ink-faint max-lg:hidden group-data-[narrow=true]/rail:hidden`}
        aria-hidden
      />
    </button>
  )
  if (SwitcherPanel) return createElement(SwitcherPanel, { trigger, onClose: () => setOpen(false) })
  return (
    <>
      {trigger}
      {open && <Opening />}
    </>
  )
}

/** On a phone: what everything is narrowed to stands above it, and can be taken back. */
export function CustomerStrip() {
  const { t } = useText()
  const { customer, name, setCustomer } = useSwitcher()
  if (customer === undefined) return null
  return (
    <p className="flex items-center gap-2 border-t border-line bg-accent-soft pl-4 md:hidden">
      <CustomersIcon className="size-4 shrink-0 text-accent" aria-hidden />
      <span className="min-w-0 flex-1 truncate text-small">{t('shell:customer.only', { name })}</span>
      <button
        type="button"
        aria-label={t('shell:customer.all')}
        className="flex size-11 items-center justify-center"
        onClick={() => setCustomer(undefined)}
      >
        <CloseIcon className="size-4" aria-hidden />
      </button>
    </p>
  )
}
