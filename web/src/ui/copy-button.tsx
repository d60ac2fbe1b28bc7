import { useEffect, useState } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'
import { CheckIcon, CopyIcon } from './icons.ts'

/** `what` names the thing for screen readers: "Copy: integration key". */
export function CopyButton({ text, what, className }: { text: string; what: string; className?: string }) {
  const { t } = useText()
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_500)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <Button
      look="ghost"
      size="icon"
      className={className ?? ''}
      aria-label={copied ? t('common:action.copied') : t('common:copyThis', { what })}
      title={t('common:action.copy')}
      onClick={() => void copyText(text).then(() => setCopied(true))}
    >
      {copied ? <CheckIcon className="text-resolved" /> : <CopyIcon />}
    </Button>
  )
}

/** The clipboard interface exists only over HTTPS; a self-hosted console may be opened without. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'fixed top-0 left-0 opacity-0'
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
