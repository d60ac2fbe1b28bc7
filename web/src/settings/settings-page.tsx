import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { ChevronRightIcon } from '../ui/icons.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { useSections } from './sections.ts'

/** A second column of navigation at a desk; on a phone a list, and each section with the way back to it. */
export function SettingsPage() {
  const isList = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, '') === '/settings' })
  if (isList) return <SectionList />
  return (
    <div className="md:grid md:grid-cols-[12.5rem_minmax(0,1fr)]">
      <SectionNavigation />
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  )
}

function SectionNavigation() {
  const { t } = useText()
  return (
    <nav aria-label={t('settings:title')} className="border-r border-line px-2 py-4 max-md:hidden">
      <p className="px-2 pb-2 text-small text-ink-faint">{t('settings:title')}</p>
      <ul className="sticky top-(--header-height)">
        {useSections().map(({ name, to, icon: Sign }) => (
          <li key={name}>
            <Link
              to={to}
              className="flex min-h-8 items-center gap-2 rounded-md px-2 text-ink-soft hover:bg-hover hover:text-ink"
              activeProps={{ className: 'bg-hover font-medium text-ink!' }}
            >
              <Sign className="size-4 shrink-0" aria-hidden />
              {t(`settings:section.${name}.name`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SectionList() {
  const { t } = useText()
  return (
    <>
      <PageHeader title={t('settings:title')} />
      <ul className="border-t border-line">
        {useSections().map(({ name, to, icon: Sign }) => (
          <li key={name} className="border-b border-line">
            <Link to={to} className="flex min-h-14 items-center gap-3 px-4 hover:bg-hover md:px-6">
              <Sign className="size-5 shrink-0 text-ink-faint" aria-hidden />
              <span className="min-w-0 flex-1 py-1.5">
                <span className="block font-medium">{t(`settings:section.${name}.name`)}</span>
                <span className="block text-small text-ink-soft">{t(`settings:section.${name}.intro`)}</span>
              </span>
              <ChevronRightIcon className="size-4 shrink-0 text-ink-faint" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
