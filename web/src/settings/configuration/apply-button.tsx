import { useState } from 'react'
import type { ConfigChange } from '../../../../contract/config/items.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface ApplyButtonProps {
  changes: ConfigChange[]
  apply: { isPending: boolean }
  onApply: () => void
}

/** Asks only when something is removed. */
export function ApplyButton({ changes, apply, onApply }: ApplyButtonProps) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const removed = changes.filter(({ action }) => action === 'remove')
  return (
    <>
      <Button look="primary" busy={apply.isPending} onClick={() => (removed.length > 0 ? setAsking(true) : onApply())}>
        {t('settings:apply.apply', { count: changes.length })}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings:apply.confirmTitle')}
        action={t('settings:apply.apply', { count: changes.length })}
        onConfirm={() => {
          setAsking(false)
          onApply()
        }}
      >
        <p>{t('settings:apply.removes', { count: removed.length })}</p>
        <p className="mt-1 font-mono text-small">{removed.map(({ key }) => key).join(', ')}</p>
      </ConfirmDialog>
    </>
  )
}
