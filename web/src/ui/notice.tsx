import type { ReactNode } from 'react'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'
import { EmptyState } from './empty-state.tsx'
import { InfoIcon, WarningIcon } from './icons.ts'

const styleByTone = {
  problem: 'border-triggered-line bg-triggered-soft text-triggered',
  caution: 'border-acknowledged-line bg-acknowledged-soft text-acknowledged',
  info: 'border-line bg-sunken text-ink-soft',
}

/** A message that belongs to the place where it stands. Problems are read out at once. */
export function Notice({
  tone,
  children,
  className,
}: {
  tone: keyof typeof styleByTone
  children: ReactNode
  className?: string
}) {
  const Sign = tone === 'info' ? InfoIcon : WarningIcon
  return (
    <div
      role={tone === 'problem' ? 'alert' : 'status'}
      className={cn('flex items-start gap-2 rounded-md border px-3 py-2', styleByTone[tone], className)}
    >
      <Sign className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}

/** In place of a view that could not be loaded: why, and the way out. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useText()
  const errorText = useErrorText()
  return (
    <EmptyState icon={WarningIcon} title={t('common:failed.title')} text={errorText(error)}>
      <Button onClick={onRetry}>{t('common:action.retry')}</Button>
    </EmptyState>
  )
}
