import { useState } from 'react'
import { CustomersIcon } from '../../ui/icons.ts'
import { onDemand } from '../../ui/on-demand.tsx'
import { BottomSheet } from '../../ui/sheet.tsx'
import { useText } from '../i18n.ts'
import { useSwitcher } from './use-switcher.ts'

const CustomerChooser = onDemand(async () => (await import('./chooser.tsx')).default)

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
