import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import { useText } from '../i18n.ts'
import CustomerChooser from './chooser.tsx'

/** Opens as it is mounted, below its button. */
export default function SwitcherPanel({ trigger, onClose }: { trigger: ReactNode; onClose: () => void }) {
  const { t } = useText()
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={t('shell:customer.choose')}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 w-72 overflow-hidden rounded-lg bg-surface text-ink shadow-float"
        >
          <CustomerChooser onDone={onClose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
