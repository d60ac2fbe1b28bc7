import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Device, Page } from '../../api/types.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { topicKey } from '../../app/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DoneIcon, NotifyIcon } from '../../ui/icons.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { TestResult } from '../test/test-result.tsx'
import { readMeAgain } from '../queries.ts'
import { InstallGuide } from './install-guide.tsx'
import { currentEndpoint, pushSupport, switchOff, switchOn } from '../push.ts'

const devicesQuery = queryOptions({
  queryKey: topicKey('me', 'devices'),
  queryFn: () => api.get<Page<Device>>('/me/devices'),
})

/** Which of the devices this browser is; the browser alone knows. */
const endpointQuery = queryOptions({
  queryKey: topicKey('me', 'endpoint'),
  queryFn: async () => (await currentEndpoint()) ?? '',
})

/** The browsers that show the person's pages, this one first, and how each kind of device is set up. */
export function DevicesTab() {
  const { t } = useText()
  const query = useQuery(devicesQuery)
  const endpoint = useQuery(endpointQuery).data
  const devices = query.data?.items
  const here = devices?.find((device) => device.endpoint === endpoint)
  return (
    <div className="px-4 pb-6 md:px-6">
      <p className="mt-4 mb-3 max-w-prose text-ink-soft">{t('me:devices.intro')}</p>
      {query.isPending && <SkeletonRows rows={2} />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {devices && endpoint !== undefined && <ThisDevice device={here} />}
      <ul className="mt-2">
        {devices?.map((device) => (
          <DeviceRow key={device.id} device={device} isHere={device === here} />
        ))}
      </ul>
      <InstallGuide />
    </div>
  )
}

/** The switch for the device in one's hand, or why there is none. */
function ThisDevice({ device }: { device: Device | undefined }) {
  const { t } = useText()
  const errorText = useErrorText()
  const isOn = device !== undefined && device.disabledExplanation === null
  const change = useMutation({
    mutationFn: async () => (isOn ? switchOff(device.id).then(() => undefined) : switchOn()),
    onSuccess: (allowed) => {
      if (allowed) showToast(t('me:devices.added'))
      void readMeAgain()
    },
  })
  const support = pushSupport()
  if (support !== 'yes') return <Notice tone="info">{t(`me:devices.support.${support}`)}</Notice>
  const isDenied = Notification.permission === 'denied'
  return (
    <>
      <Button
        role="switch"
        aria-checked={isOn}
        look={isOn ? 'plain' : 'primary'}
        busy={change.isPending}
        disabled={isDenied}
        onClick={() => change.mutate()}
      >
        <NotifyIcon aria-hidden />
        {t('me:devices.here')}
        <span className="font-normal">{t(isOn ? 'me:devices.on' : 'me:devices.off')}</span>
      </Button>
      {isDenied && (
        <Notice tone="caution" className="mt-2">
          {t('me:devices.denied')}
        </Notice>
      )}
      {change.error && (
        <Notice tone="problem" className="mt-2">
          {change.error instanceof DOMException ? t('me:devices.refused') : errorText(change.error)}
        </Notice>
      )}
    </>
  )
}

function DeviceRow({ device, isHere }: { device: Device; isHere: boolean }) {
  const { t } = useText()
  const errorText = useErrorText()
  const test = useMutation({
    mutationFn: () => api.post<{ deliveryId: string }>(`/me/contacts/${device.key}/test`),
  })
  const remove = useMutation({
    mutationFn: () => (isHere ? switchOff(device.id) : api.delete(`/me/devices/${device.id}`)),
    onSuccess: readMeAgain,
  })
  const error = test.error ?? remove.error
  return (
    <li className="border-b border-line py-3 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 flex-1 basis-40 font-medium break-words">{device.name}</span>
        {isHere && (
          <Chip tone="resolved" icon={DoneIcon}>
            {t('me:devices.thisOne')}
          </Chip>
        )}
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {t('me:test')}
        </Button>
        <Button
          look="danger"
          busy={remove.isPending}
          aria-label={t('me:devices.removeNamed', { name: device.name })}
          onClick={() => remove.mutate()}
        >
          {t('me:devices.remove')}
        </Button>
      </div>
      {test.data && <TestResult path={`/me/deliveries/${test.data.deliveryId}`} />}
      {device.disabledExplanation && (
        <Notice tone="caution" className="mt-2">
          {t('me:devices.disabled', { reason: device.disabledExplanation })}
        </Notice>
      )}
      {error && (
        <Notice tone="problem" className="mt-2">
          {errorText(error)}
        </Notice>
      )}
    </li>
  )
}
