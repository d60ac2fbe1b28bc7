import { useText } from '../app/i18n.ts'
import { EmptyState } from './empty-state.tsx'
import { LockIcon } from './icons.ts'

/** In place of a view that the role does not allow. */
export function NoPermission() {
  const { t } = useText()
  return <EmptyState isPage icon={LockIcon} title={t('ui:noPermission.title')} text={t('ui:noPermission.text')} />
}
