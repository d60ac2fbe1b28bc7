import { Children, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { BackIcon, ChevronRightIcon } from './icons.ts'

/**
 * The way up from here, as links with `crumb` spread on them; the name of the view itself is its heading. On a phone the
 * nearest step up is enough.
 */
export function Breadcrumbs({ children }: { children: ReactNode }) {
  const { t } = useText()
  const steps = Children.toArray(children)
  return (
    <nav aria-label={t('ui:breadcrumbs')} className="text-small text-ink-soft">
      <ol className="flex items-center gap-1">
        {steps.map((step, index) => (
          <li key={index} className={`flex items-center gap-1 ${index < steps.length - 1 ? 'max-md:hidden' : ''}`}>
            <BackIcon className="size-4 md:hidden" aria-hidden />
            {step}
            {index < steps.length - 1 && <ChevronRightIcon className="size-3 text-ink-faint" aria-hidden />}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Spread on a Link of the way up. */
export const crumb = {
  className: 'inline-flex min-h-6 items-center rounded hover:text-ink max-md:min-h-11 max-md:text-body',
} as const
