import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { DownloadIcon } from '../../ui/icons.ts'
import { Section } from '../../ui/section.tsx'
import { managedQuery } from '../queries.ts'
import { SectionView } from '../section-view.tsx'
import { ApplyFile } from './apply-file.tsx'
import { exportAddress } from './queries.ts'

export function ConfigurationPage() {
  return (
    <SectionView name="configuration">
      <div className="px-4 md:px-6">
        <Export />
        {useMay('config.write') && <ApplyFile />}
        <Managed />
      </div>
    </SectionView>
  )
}

function Export() {
  const { t } = useText()
  const maySee = useMay('sources.secrets')
  const [withSecrets, setWithSecrets] = useState(false)
  return (
    <Section title={t('settings:export.title')}>
      <p className="mb-3 max-w-2xl text-ink-soft">{t('settings:export.text')}</p>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <a href={exportAddress(withSecrets)} download="pikett.yaml" className={buttonStyle()}>
          <DownloadIcon />
          {t('settings:export.download')}
        </a>
        {maySee && (
          <CheckBox
            label={t('settings:export.secrets')}
            hint={t('settings:export.secretsHint')}
            checked={withSecrets}
            onChange={setWithSecrets}
            className="max-w-xl py-1"
          />
        )}
      </div>
    </Section>
  )
}

/** What the next apply of a file would overwrite. */
function Managed() {
  const { t } = useText()
  const { data } = useQuery(managedQuery)
  const items = data?.items.filter(({ total }) => total > 0)
  const isAnyManaged = items?.some(({ managed }) => managed > 0)
  return (
    <Section title={t('settings:managed.title')}>
      <p className="mb-2 max-w-2xl text-ink-soft">
        {items && t(isAnyManaged ? 'settings:managed.text' : 'settings:managed.none')}
      </p>
      {isAnyManaged && (
        <dl className="grid max-w-md grid-cols-[1fr_auto] gap-x-6">
          {items?.map(({ noun, managed, total }) => (
            <div key={noun} className="col-span-2 grid grid-cols-subgrid border-b border-line py-1">
              <dt>{t(`settings:noun.${noun as 'customers'}`)}</dt>
              <dd className="text-ink-soft tabular-nums">{t('settings:managed.of', { managed, total })}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
