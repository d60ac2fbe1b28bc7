import { useEffect, type ReactNode } from 'react'
import { nameView } from '../app/page-title.ts'

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
    <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 px-4 pt-4 pb-3 md:px-6">
      <div className={isHiddenOnPhone ? 'min-w-0 max-md:sr-only' : 'min-w-0'}>
        {crumbs}
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-title font-semibold">{title}</h1>
          {beside}
        </div>
        {intro && <p className="text-ink-soft">{intro}</p>}
      </div>
      {children && <div className="flex min-w-0 flex-wrap items-center gap-2 max-md:w-full">{children}</div>}
    </header>
  )
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    nameView(title)
  }, [title])
}
