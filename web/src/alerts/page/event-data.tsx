import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlertDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { ExternalIcon } from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Moment } from '../../ui/time.tsx'
import { alertEventsQuery } from '../queries.ts'
import { rawText } from '../raw-text.ts'
import { isWebAddress } from './links.ts'

/** What came with the event: fields first, links and images, raw on demand. */
export function EventData({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const fields = Object.entries(alert.fields)
  return (
    <Section title={t('alertpage:page.data')}>
      {fields.length === 0 && <p className="text-ink-soft">{t('alertpage:page.noFields')}</p>}
      <FactList>
        {fields.map(([name, value]) => (
          <Fact key={name} name={name}>
            <FieldValue value={value} />
          </Fact>
        ))}
      </FactList>
      <Links alert={alert} />
      <RawEvents alertId={alert.id} />
      <AtSource alert={alert} />
    </Section>
  )
}

/** An address can be followed; everything else stays as it was sent. */
function FieldValue({ value }: { value: string }) {
  if (!isWebAddress(value)) return <span className="whitespace-pre-wrap">{value}</span>
  return (
    <a href={value} target="_blank" rel="noopener noreferrer" className="break-all text-accent underline">
      {value}
    </a>
  )
}

function Links({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const links = alert.links.filter(({ href }) => isWebAddress(href))
  const images = alert.images.filter(({ src }) => isWebAddress(src))
  if (links.length + images.length === 0) return null
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1" aria-label={t('alertpage:page.links')}>
      {[...links, ...images.map(({ src, alt }) => ({ href: src, text: alt ?? t('alertpage:page.image') }))].map(
        ({ href, text }) => (
          <li key={href}>
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex items-center gap-1 text-accent underline max-md:min-h-11"
            >
              {text || href}
              <ExternalIcon className="size-3.5" aria-hidden />
            </a>
          </li>
        ),
      )}
    </ul>
  )
}

function RawEvents({ alertId }: { alertId: string }) {
  const { t } = useText()
  const may = useMay('sources.read')
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({ ...alertEventsQuery(alertId), enabled: open })
  if (!may) return null
  if (!open) {
    return (
      <Button className="mt-3 mr-4" size="small" onClick={() => setOpen(true)}>
        {t('alertpage:page.raw')}
      </Button>
    )
  }
  if (error) return <LoadFailed error={error} onRetry={() => void refetch()} />
  return (
    <ul className="mt-3 mb-2 flex flex-col gap-3">
      {data?.items.length === 0 && <li className="text-ink-soft">{t('alertpage:page.rawNone')}</li>}
      {data?.items.map((event) => (
        <li key={event.id}>
          <Moment at={event.receivedAt} className="text-small text-ink-faint" />
          <CodeBlock code={rawText(event.raw)} what={t('alertpage:page.data')} />
        </li>
      ))}
    </ul>
  )
}

/** Everything that the source said about it, also before this alert and after, with what became of each. */
function AtSource({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const may = useMay('sources.read')
  // What people raise by hand and what Pikett reports itself comes from no source that can be looked at.
  if (!may || alert.sourceType === 'manual' || alert.sourceType === 'system') return null
  return (
    <Link
      to="/sources/$key"
      params={{ key: alert.source }}
      search={{ tab: 'events', about: alert.dedupKey }}
      className="mt-3 inline-flex items-center text-accent underline max-md:min-h-11"
    >
      {t('alertpage:page.rawAtSource')}
    </Link>
  )
}
