import { useEffect, type ReactNode } from 'react'
import { languages, switchLanguage, useText } from '../app/i18n.ts'
import { showWaiting } from '../app/page-title.ts'
import { cn } from '../ui/class-names.ts'
import { usePageTitle } from '../ui/page-header.tsx'

/** The frame of everything before sign-in: one column, the language at hand. */
export function AuthPage({
  title,
  intro,
  children,
}: {
  title: string
  intro?: string | undefined
  children: ReactNode
}) {
  const { t, language } = useText()
  usePageTitle(title)
  // The icon of the app may still show the number of whoever was signed in when it was open last.
  useEffect(() => showWaiting({ count: 0, more: false }), [])
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-5 py-8 md:justify-center md:py-12">
      <div className="mb-8 flex items-center gap-2.5">
        <img src="/icon.svg" alt="" className="size-8" />
        <span className="text-large font-semibold">{t('shell:product')}</span>
      </div>
      <h1 className="text-summary font-semibold">{title}</h1>
      {intro && <p className="mt-1 text-ink-soft">{intro}</p>}
      <div className="mt-6">{children}</div>
      <nav aria-label={t('shell:account.language')} className="mt-10 flex gap-1 text-small">
        {languages.map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={language === code}
            onClick={() => void switchLanguage(code)}
            className={cn(
              'min-h-8 rounded px-2 text-ink-faint hover:text-ink max-md:min-h-11',
              language === code && 'font-semibold text-ink',
            )}
          >
            {t(`common:language.${code}`)}
          </button>
        ))}
      </nav>
    </main>
  )
}
