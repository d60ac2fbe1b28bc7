import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { MyShift } from '../../../../contract/oncall.ts'
import { formatLength } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useMay, useViewer } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/section.tsx'
import { wallAt } from '../override/consequence.ts'
import { myShiftsQuery } from '../queries.ts'
import { spanInZones } from '../words.ts'

const hour = 3_600_000
const weeks = 4

/** One's own shifts of the next four weeks, each with the way to hand it over. */
export function MyShifts() {
  const { t } = useText()
  const now = Math.floor(useNow(60_000) / hour) * hour
  const [from, to] = [now, now + weeks * 7 * 24 * hour].map((ms) => new Date(ms).toISOString()) as [string, string]
  const { data } = useQuery(myShiftsQuery(from, to))
  if (!data) return null
  return (
    <Section title={t('oncall:mine.title')} className="px-4 md:px-6">
      {data.items.length === 0 && <p className="text-ink-soft">{t('oncall:mine.none')}</p>}
      <ul>
        {data.items.map((shift) => (
          <ShiftLine key={`${shift.schedule.key} ${shift.from}`} shift={shift} />
        ))}
      </ul>
    </Section>
  )
}

function ShiftLine({ shift }: { shift: MyShift }) {
  const { t, language } = useText()
  const viewer = useViewer()
  const { schedule, from, to, origin } = shift
  const span = { from: Date.parse(from), to: Date.parse(to) }
  return (
    <li className="row-height flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1">
      <Link to="/oncall/$key" params={{ key: schedule.key }} className="font-medium hover:underline">
        {schedule.name}
      </Link>
      <span>{spanInZones(span, viewer, schedule.timezone)}</span>
      <span className="text-ink-faint">{formatLength((span.to - span.from) / 1_000, language)}</span>
      {origin === 'override' && <span className="text-small text-ink-faint">{t('oncall:override')}</span>}
      <HandOver shift={shift} />
    </li>
  )
}

/** A manager enters who stands in; a responder sends the link to whoever said yes: nobody volunteers another. */
function HandOver({ shift }: { shift: MyShift }) {
  const { t } = useText()
  const navigate = useNavigate()
  const mayForAll = useMay('oncall.write')
  const mayTake = useMay('oncall.take')
  const [isAsking, setIsAsking] = useState(false)
  const { schedule } = shift
  const local = (text: string) => wallAt(Date.parse(text), schedule.timezone)
  const search = { override: 'new', from: local(shift.from), to: local(shift.to) }
  if (!mayTake) return null
  const open = () =>
    mayForAll ? void navigate({ to: '/oncall/$key', params: { key: schedule.key }, search }) : setIsAsking(true)
  const link = `${location.origin}/oncall/${encodeURIComponent(schedule.key)}?${new URLSearchParams(search)}`
  return (
    <>
      <Button size="small" className="ml-auto" onClick={open}>
        {t('oncall:mine.handOver')}
      </Button>
      <Dialog open={isAsking} onClose={() => setIsAsking(false)} title={t('oncall:mine.askTitle')}>
        <p className="mb-3">{t('oncall:mine.askText')}</p>
        <p className="flex items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2">
          <code className="min-w-0 flex-1 font-mono text-small break-all">{link}</code>
          <CopyButton text={link} what={t('oncall:mine.link')} />
        </p>
      </Dialog>
    </>
  )
}
