import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { pushSupport, switchOn } from '../me/push.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { DoneIcon, NotifyIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { usableContacts, type Known } from './progress.ts'

/** How a page reaches the newcomer: this device, and what is verified already. */
export function WayStep({ known }: { known: Known }) {
  const { t } = useText()
  const reached = usableContacts(known.contacts)
  const devices = known.devices.filter(({ disabledExplanation }) => !disabledExplanation)
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1">
        {reached.map(({ key, address }) => (
          <li key={key}>
            <Chip tone="resolved" icon={DoneIcon} bare>
              {address}
            </Chip>
          </li>
        ))}
        {devices.map(({ id, name }) => (
          <li key={id}>
            <Chip tone="resolved" icon={NotifyIcon} bare>
              {name}
            </Chip>
          </li>
        ))}
      </ul>
      {devices.length === 0 && <ThisDevice />}
      <p className="text-ink-soft">
        {t('welcome:way.more')}{' '}
        <Link to="/me" className="text-accent underline">
          {t('welcome:who.own')}
        </Link>
      </p>
    </div>
  )
}

function ThisDevice() {
  const { t } = useText()
  const errorText = useErrorText()
  const support = pushSupport()
  const add = useMutation({
    mutationFn: switchOn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: topicKey('me') }),
  })
  if (support !== 'yes') return <Notice tone="info">{t(`me:devices.support.${support}`)}</Notice>
  return (
    <div className="flex flex-col items-start gap-2">
      <Button look="primary" busy={add.isPending} onClick={() => add.mutate()}>
        <NotifyIcon />
        {t('welcome:way.device')}
      </Button>
      {add.data === false && <Notice tone="problem">{t('me:devices.denied')}</Notice>}
      {add.error && <Notice tone="problem">{errorText(add.error)}</Notice>}
    </div>
  )
}
