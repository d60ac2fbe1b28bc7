import { useQuery } from '@tanstack/react-query'
import { useOpenInAddress } from '../../app/open-in-address.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useMay } from '../../app/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { DataCell, DataList, DataRow } from '../../ui/data-list.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ApiKeyIcon, CreateIcon } from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import { SectionView } from '../section-view.tsx'
import { CreateKey } from './create-key.tsx'
import { apiKeysQuery, type ApiKey } from './queries.ts'
import { RevokeKey } from './revoke-key.tsx'

export function ApiKeysPage() {
  const mayWrite = useMay('config.write')
  const [creating, setCreating] = useOpenInAddress('new')
  const { data } = useQuery({ ...apiKeysQuery, enabled: mayWrite })
  const create = () => setCreating(true)
  const hasSome = data !== undefined && data.items.length > 0
  return (
    <SectionView name="apiKeys" actions={mayWrite && hasSome && <Create onCreate={create} />}>
      <List onCreate={mayWrite ? create : undefined} />
      {creating && <CreateKey onClose={() => setCreating(false)} />}
    </SectionView>
  )
}

function Create({ onCreate }: { onCreate: () => void }) {
  const { t } = useText()
  return (
    <Button look="primary" onClick={onCreate}>
      <CreateIcon />
      {t('settings:keys.create')}
    </Button>
  )
}

function List({ onCreate }: { onCreate: (() => void) | undefined }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(apiKeysQuery)
  if (!data) return error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={4} />
  if (data.items.length > 0) return <Keys keys={data.items} mayWrite={onCreate !== undefined} />
  return (
    <EmptyState icon={ApiKeyIcon} title={t('settings:keys.none')} text={t('settings:keys.noneText')}>
      {onCreate && <Create onCreate={onCreate} />}
    </EmptyState>
  )
}

function Keys({ keys, mayWrite }: { keys: ApiKey[]; mayWrite: boolean }) {
  const { t } = useText()
  const head = [
    t('settings:keys.name'),
    t('settings:keys.may'),
    t('settings:keys.created'),
    t('settings:keys.used'),
    t('settings:keys.expires'),
    '',
  ]
  const columns = 'md:grid-cols-[minmax(0,1.2fr)_minmax(0,2fr)_6rem_6rem_6rem_6.5rem]'
  return (
    <DataList label={t('settings:section.apiKeys.name')} columns={columns} head={head} className="border-t border-line">
      {keys.map((key) => (
        <KeyRow key={key.id} apiKey={key} mayWrite={mayWrite} />
      ))}
    </DataList>
  )
}

function KeyRow({ apiKey, mayWrite }: { apiKey: ApiKey; mayWrite: boolean }) {
  const { t } = useText()
  const { key, role, createdAt, lastUsedAt, expiresAt, managed } = apiKey
  const now = useNow(60_000)
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= now
  return (
    <DataRow isQuiet={isOver}>
      <DataCell isMain>
        {key} {managed && <Badge>{t('settings:keys.managed')}</Badge>}
      </DataCell>
      <DataCell>
        {t(`common:role.${role}`)}: {t(`settings:keys.role.${role}`)}
      </DataCell>
      <DataCell label={t('settings:keys.created')}>
        <Moment at={createdAt} />
      </DataCell>
      <DataCell label={t('settings:keys.used')}>
        {lastUsedAt ? <Moment at={lastUsedAt} /> : t('common:time.never')}
      </DataCell>
      <DataCell label={t('settings:keys.expires')} className={isOver ? 'text-triggered' : ''}>
        {expiresAt === null ? t('common:time.never') : <Moment at={expiresAt} />}
        {isOver && ` · ${t('settings:keys.over')}`}
      </DataCell>
      <DataCell isAction>{mayWrite && <RevokeKey apiKey={apiKey} />}</DataCell>
    </DataRow>
  )
}
