import { useState } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { cn } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'
import { HideIcon, ShowIcon } from './icons.ts'

interface SecretProps {
  value: string
  /** Names it for screen readers: "integration key". */
  what: string
  /** Just made, and never shown again: starts in the open. */
  startsShown?: boolean
  className?: string
}

/** A secret to take along: hidden from who looks over the shoulder, copied without being shown. */
export function Secret({ value, what, startsShown = false, className }: SecretProps) {
  const { t } = useText()
  const [shown, setShown] = useState(startsShown)
  const Sign = shown ? HideIcon : ShowIcon
  return (
    <span
      className={cn(
        'flex min-w-0 items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-3',
        className,
      )}
    >
      <code
        className="min-w-0 flex-1 font-mono text-small break-all"
        aria-label={shown ? undefined : t('ui:secret.hidden', { what })}
      >
        {shown ? value : '•'.repeat(20)}
      </code>
      <Button
        look="ghost"
        size="icon"
        aria-pressed={shown}
        aria-label={t('ui:secret.show', { what })}
        onClick={() => setShown(!shown)}
      >
        <Sign />
      </Button>
      <CopyButton text={value} what={what} />
    </span>
  )
}
