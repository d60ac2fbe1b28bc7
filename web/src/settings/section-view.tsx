import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { useSession } from '../app/session.ts'
import { Breadcrumbs, crumb } from '../ui/breadcrumbs.tsx'
import { NoPermission } from '../ui/no-permission.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { sections, type Section } from './sections.ts'

interface SectionViewProps {
  name: Section['name']
  actions?: ReactNode
  children: ReactNode
}

/** The frame of a section: its name, one sentence, and on a phone the way back to the list. */
export function SectionView({ name, actions, children }: SectionViewProps) {
  const { t } = useText()
  const session = useSession()
  const permission = sections.find((one) => one.name === name)?.permission
  if (!session) return null
  if (permission && !session.can[permission]) return <NoPermission />
  return (
    <>
      <div className="-mb-4 px-4 pt-4 md:hidden">
        <Breadcrumbs>
          <Link to="/settings" {...crumb}>
            {t('settings:title')}
          </Link>
        </Breadcrumbs>
      </div>
      <PageHeader title={t(`settings:section.${name}.name`)} intro={t(`settings:section.${name}.intro`)}>
        {actions}
      </PageHeader>
      {children}
    </>
  )
}
