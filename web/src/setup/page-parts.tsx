import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError } from '../api/client.ts'
import { useText } from '../app/i18n.ts'
import { Breadcrumbs, crumb } from '../ui/breadcrumbs.tsx'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Input } from '../ui/field.tsx'
import { SearchIcon, type Icon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'

interface BackLinkProps {
  to: Target
  children: ReactNode
  /** What stands above that list in turn. */
  above?: { to: Target; name: string }
}

/** The way up to the list, above the title of one thing. */
export function BackLink({ to, children, above }: BackLinkProps) {
  return (
    <div className="-mb-4 px-4 pt-4 md:px-6">
      <Breadcrumbs>
        {above && (
          <Link to={above.to} {...crumb}>
            {above.name}
          </Link>
        )}
        <Link to={to} {...crumb}>
          {children}
        </Link>
      </Breadcrumbs>
    </div>
  )
}

/** An address of the console. */
export type Target = NonNullable<LinkProps['to']>

interface PendingProps {
  error: unknown
  onRetry: () => void
  icon: Icon
  list: Target
  listName: string
}

/** In place of a thing that is not there yet, or not any more. */
export function Pending({ error, onRetry, icon, list, listName }: PendingProps) {
  const { t } = useText()
  if (!error) return <SkeletonRows rows={6} />
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState isPage icon={icon} title={t('setup:gone.title')} text={t('setup:gone.text')}>
        <Link to={list} className={buttonStyle()}>
          {listName}
        </Link>
      </EmptyState>
    )
  }
  if (error instanceof ApiError && error.status === 403) {
    return <EmptyState isPage icon={icon} title={t('setup:forbidden.title')} text={t('setup:forbidden.text')} />
  }
  return <LoadFailed error={error} onRetry={onRetry} />
}

/** Narrows a list by a word; what is typed stands in the address. */
export function SearchBox({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <span className="relative block max-md:w-full md:w-72">
      <SearchIcon
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        className="pl-8"
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  )
}

/** A group of fields under a name, set off by a hairline. */
export function FieldGroup({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 border-t border-line pt-4">
      <legend className="sr-only">{title}</legend>
      <div>
        <p aria-hidden className="font-semibold">
          {title}
        </p>
        {hint && <p className="text-small text-ink-faint">{hint}</p>}
      </div>
      {children}
    </fieldset>
  )
}
