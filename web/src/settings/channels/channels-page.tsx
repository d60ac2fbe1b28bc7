import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { singleQuery } from '../../api/items.ts'
import type { ChannelState } from '../../../../contract/channels.ts'
import { useText } from '../../app/i18n.ts'
import { Chip } from '../../ui/chip.tsx'
import { CodeLine } from '../../ui/code-block.tsx'
import { DataCell, DataList, DataRow } from '../../ui/data-list.tsx'
import { DoneIcon, SandboxIcon } from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Slotted } from '../../ui/slotted.tsx'
import { channelsQuery } from '../queries.ts'
import { SectionView } from '../section-view.tsx'
import { MailForm } from './mail-form.tsx'

export function ChannelsPage() {
  return (
    <SectionView name="channels">
      <State />
    </SectionView>
  )
}

function State() {
  const { data, error, refetch } = useQuery(channelsQuery)
  const providers = useQuery(singleQuery('providers')).data
  if (!data) return error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={5} />
  return (
    <>
      <Ways items={data.items} />
      <div className="px-4 md:px-6">
        <Simulated items={data.items} />
        {providers && <MailForm stored={providers} mail={data.mail} />}
        <Push state={data} />
      </div>
    </>
  )
}

type Channels = ChannelState['items']

/** Every channel: who carries it, and whom it reaches. */
function Ways({ items }: { items: Channels }) {
  const { t } = useText()
  const columns = 'md:grid-cols-[7rem_minmax(0,1fr)_minmax(0,1fr)]'
  const head = [t('settings:channels.channel'), t('settings:channels.carried'), t('settings:channels.reaches')]
  return (
    <DataList
      label={t('settings:section.channels.name')}
      columns={columns}
      head={head}
      className="border-line max-md:border-t"
    >
      {items.map(({ channel, provider, simulated, people, contacts }) => (
        <DataRow key={channel}>
          <DataCell isMain>{t(`common:channel.${channel}`)}</DataCell>
          <DataCell>
            <Chip tone={simulated ? 'simulation' : 'resolved'} icon={simulated ? SandboxIcon : DoneIcon} bare>
              {t(
                simulated || !provider
                  ? 'settings:channels.provider.sandbox'
                  : `settings:channels.provider.${providerOf(provider)}`,
              )}
            </Chip>
          </DataCell>
          <DataCell className="text-ink-soft">
            {contacts === 0
              ? t('settings:channels.nobody')
              : t(channel === 'push' ? 'settings:channels.devices' : 'settings:channels.people', {
                  count: people,
                  contacts,
                })}
          </DataCell>
        </DataRow>
      ))}
    </DataList>
  )
}

const named = ['smtp', 'webhook', 'webpush'] as const
const providerOf = (provider: string) => named.find((one) => one === provider) ?? 'other'

/** What "simulated" means, as long as anything is. */
function Simulated({ items }: { items: Channels }) {
  const { t } = useText()
  if (!items.some(({ simulated }) => simulated)) return null
  return (
    <p className="hatched my-4 max-w-3xl rounded-md border border-simulation-line bg-simulation-soft px-3 py-2 text-simulation">
      <Slotted
        text="settings:channels.simulated"
        slots={{
          sandbox: (
            <Link to="/sandbox" className="font-medium underline">
              {t('settings:channels.sandbox')}
            </Link>
          ),
        }}
      />
    </p>
  )
}

function Push({ state }: { state: ChannelState }) {
  const { t } = useText()
  const { contacts = 0, people = 0 } = state.items.find(({ channel }) => channel === 'push') ?? {}
  return (
    <Section title={t('settings:push.title')}>
      <p className="max-w-2xl text-ink-soft">
        {contacts === 0 ? t('settings:push.none') : t('settings:push.some', { count: contacts, people })}
      </p>
      <p className="mt-3 text-small text-ink-faint">{t('settings:push.key')}</p>
      <CodeLine code={state.push.publicKey} what={t('settings:push.key')} />
    </Section>
  )
}
