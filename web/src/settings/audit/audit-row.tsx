import { Link } from '@tanstack/react-router'
import { useRowInAddress } from '../../app/open-in-address.ts'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { ChevronRightIcon } from '../../ui/icons.ts'
import { Moment } from '../../ui/time.tsx'
import type { AuditEntry } from '../queries.ts'
import { actText, changesOf, changeText, subjectText } from './words.ts'

export function AuditRow({ entry, about }: { entry: AuditEntry; about: string | undefined }) {
  const { t, has } = useText()
  const viewer = useViewer()
  const [open, setOpen] = useRowInAddress(`${entry.seq}`)
  const text = actText(entry, { t, has, viewer }, about)
  return (
    <li className="border-b border-line px-4 md:px-6">
      <div className="row-height flex items-start gap-x-3 py-1.5">
        <Button
          look="ghost"
          size="icon"
          className="-my-0.5 -ml-1.5"
          aria-expanded={open}
          aria-label={t('settings:audit.details', { entry: text })}
          onClick={() => setOpen(!open)}
        >
          <ChevronRightIcon className={cn('transition-transform', open && 'rotate-90')} />
        </Button>
        <div className="flex min-w-0 flex-1 gap-x-3 max-md:flex-col">
          <Moment at={entry.at} className="w-24 shrink-0 text-ink-faint max-md:text-small" />
          <p className="min-w-0 flex-1 break-words">
            {text} <About entry={entry} text={text} />
          </p>
        </div>
      </div>
      {open && <Details entry={entry} />}
    </li>
  )
}

/** The alert leads to itself; everything else to what else happened to it. */
function About({ entry, text }: { entry: AuditEntry; text: string }) {
  const subject = subjectText(entry)
  const style = 'text-accent underline'
  if (entry.subject?.kind === 'alert' && entry.subject.key) {
    return (
      <Link to="/alerts/$id" params={{ id: entry.subject.key }} className={style}>
        {subject}
      </Link>
    )
  }
  if (!subject || text.includes(subject)) return null
  return <span className="text-ink-soft">{subject}</span>
}

function Details({ entry }: { entry: AuditEntry }) {
  const { t, has } = useText()
  const viewer = useViewer()
  const changes = changesOf(entry)
  const about = entry.subject && [entry.subject.kind, entry.subject.key ?? entry.subject.id].filter(Boolean).join(':')
  return (
    <div className="pb-3 md:pl-9">
      {changes.length > 0 && (
        <ul className="mb-2 list-disc pl-5">
          {changes.map((change, index) => (
            <li key={index}>{changeText(change, { t, has, viewer })}</li>
          ))}
        </ul>
      )}
      <FactList className="mb-2">
        <Fact name={t('settings:audit.number')}>{entry.seq}</Fact>
        <Fact name={t('settings:audit.address')}>{entry.actor.ip}</Fact>
        <Fact name={t('settings:audit.about.label')}>
          {about && (
            <Link to="/settings/audit" search={{ subject: about }} className="text-accent underline">
              {t('settings:audit.sameSubject')}
            </Link>
          )}
        </Fact>
        <Fact name={t('settings:audit.who')}>
          <Link to="/settings/audit" search={{ actor: entry.actor.name }} className="text-accent underline">
            {t('settings:audit.sameActor')}
          </Link>
        </Fact>
      </FactList>
      <CodeBlock code={JSON.stringify(entry, undefined, 2)} what={t('settings:audit.raw')} />
    </div>
  )
}
