import { Children, useEffect, type ReactNode } from 'react'
import { nameView } from '../app/page-title.ts'
import { cn } from './class-names.ts'

interface PageHeaderProps {
  title: string
  intro?: string
  /** The tabs of a phone already say where one is; there the room is for the content. */
  isHiddenOnPhone?: boolean
  /** The way up: <Breadcrumbs>. */
  crumbs?: ReactNode
  /** Beside the name: its state. */
  beside?: ReactNode
  children?: ReactNode
}

/** The name of the view, at most one sentence, and its actions. Also names the browser's tab. */
export function PageHeader({ title, intro, isHiddenOnPhone = false, crumbs, beside, children }: PageHeaderProps) {
  usePageTitle(title)
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-4 pb-3 md:grid md:grid-cols-[minmax(0,1fr)_auto] md:gap-y-0 md:px-6">
      <div className={cn('min-w-0 flex-auto', isHiddenOnPhone && 'max-md:sr-only')}>
        {crumbs}
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-title font-semibold">{title}</h1>
          {beside}
        </div>
      </div>
      {/* On a phone one action stands beside the name; several come after the sentence. */}
      {children && (
        <div
          className={cn(
            'flex max-w-full min-w-0 flex-wrap items-center gap-2 md:col-start-2 md:row-start-1',
            intro ? 'md:row-span-2 md:self-center' : 'md:self-end',
            isHiddenOnPhone && 'max-md:w-full',
            Children.toArray(children).length > 1 && 'max-md:order-last',
          )}
        >
          {children}
        </div>
      )}
      {intro && (
        <p className={cn('text-ink-soft max-md:basis-full md:col-start-1', isHiddenOnPhone && 'max-md:sr-only')}>
          {intro}
        </p>
      )}
    </header>
  )
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    nameView(title)
  }, [title])
}
