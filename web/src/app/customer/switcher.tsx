import { useQuery } from '@tanstack/react-query'
import { createElement, useState } from 'react'
import { namesOf } from '../../api/names.ts'
import { ChevronsUpDownIcon, CloseIcon, CustomersIcon } from '../../ui/icons.ts'
import { onDemand, partOf, usePart } from '../../ui/on-demand.tsx'
import { Opening } from '../../ui/opening.tsx'
import { BottomSheet } from '../../ui/sheet.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { useCustomerScope } from '../customer-scope.ts'
import { useText } from '../i18n.ts'
import { useMay } from '../session.ts'
import { centredWhenNarrow, whenWide } from '../shell/rail-style.ts'

const panelPart = partOf(async () => (await import('./switcher-panel.tsx')).default)
const CustomerChooser = onDemand(async () => (await import('./chooser.tsx')).default)

/** The customer that everything is narrowed to, by name. Nothing to choose from: nothing is offered. */
function useSwitcher() {
  const { t } = useText()
  const scope = useCustomerScope()
  const { data: customers = [] } = useQuery({ ...namesOf.customers, enabled: useMay('alerts.read') })
  const chosen = customers.find(({ key }) => key === scope.customer)
  const name = scope.customer === undefined ? t('shell:customer.all') : (chosen?.name ?? scope.customer)
  return { ...scope, name, isOffered: customers.length > 0 || scope.customer !== undefined }
}

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

/** The way to choose on a phone, behind "More". */
export function CustomerRow({ className, onDone }: { className: string; onDone: () => void }) {
  const { t } = useText()
  const { name, isOffered } = useSwitcher()
  const [open, setOpen] = useState(false)
  if (!isOffered) return null
  return (
    <>
      <button type="button" aria-haspopup="dialog" className={className} onClick={() => setOpen(true)}>
        <CustomersIcon className="size-5 text-ink-faint" aria-hidden />
        <span className="flex-1 truncate">{t('shell:customer.button', { name })}</span>
      </button>
      <BottomSheet open={open} onClose={() => setOpen(false)} title={t('shell:customer.choose')}>
        <CustomerChooser onDone={onDone} />
      </BottomSheet>
    </>
  )
}
