import type { OverrideView, ScheduleView } from '../../../../contract/oncall.ts'
import { useText } from '../../app/i18n.ts'
import { useMay, useViewer } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { CreateIcon } from '../../ui/icons.ts'
import { Section } from '../../ui/section.tsx'
import { fromLocalInput } from '../local-input.ts'
import { useMayEnter } from '../override/may-enter.ts'
import { spanInZones } from '../words.ts'

/** Who stands in from now on. */
export function OverrideList({ schedule, onOpen }: { schedule: ScheduleView; onOpen: (id: string) => void }) {
  const { t } = useText()
  const mayTake = useMay('oncall.take')
  const add = (
    <Button size="small" onClick={() => onOpen('new')}>
      <CreateIcon />
      {t('schedule:overrides.add')}
    </Button>
  )
  return (
    <Section title={t('schedule:overrides.title')} aside={mayTake && add}>
      {schedule.overrides.length === 0 && <p className="text-ink-faint">{t('schedule:overrides.none')}</p>}
      <ul>
        {schedule.overrides.map((override) => (
          <OverrideLine key={override.id} override={override} zone={schedule.timezone} onOpen={onOpen} />
        ))}
      </ul>
    </Section>
  )
}

interface LineProps {
  override: OverrideView
  zone: string
  onOpen: (id: string) => void
}

function OverrideLine({ override: { id, user, from, to, managed }, zone, onOpen }: LineProps) {
  const { t } = useText()
  const viewer = useViewer()
  const mayEnter = useMayEnter()
  const at = (local: string) => Date.parse(fromLocalInput(local, zone) ?? '')
  return (
    <li className="row-height flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1">
      <strong className="font-medium">{user.name}</strong>
      <span className="text-ink-soft">{spanInZones({ from: at(from), to: at(to) }, viewer, zone)}</span>
      {managed && <span className="text-small text-ink-faint">{t('schedule:overrides.managed')}</span>}
      {mayEnter(user.key) && (
        <Button size="small" className="ml-auto" onClick={() => onOpen(id)}>
          {t('schedule:overrides.change')}
        </Button>
      )}
    </li>
  )
}
