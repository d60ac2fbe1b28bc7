import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { SandboxMail } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { cn } from '../ui/class-names.ts'
import { ExternalIcon, MailIcon } from '../ui/icons.ts'
import { Tabs } from '../ui/tabs.tsx'
import { Moment } from '../ui/time.tsx'
import { MailBody } from './mail-body.tsx'

export function Mailbox({ mails, name, person }: { mails: SandboxMail[]; name: string; person: string }) {
  const { t } = useText()
  const { mail: openId } = useSearch({ strict: false })
  const navigate = useNavigate()
  const open = mails.find((mail) => mail.id === openId)
  return (
    <section aria-label={t('sandbox:mailbox')} className="min-w-0 pt-4">
      <h2 className="mb-2 flex items-center gap-2 font-semibold">
        <MailIcon className="size-4 text-ink-faint" aria-hidden />
        {t('sandbox:mailbox')}
      </h2>
      {mails.length === 0 && <p className="text-ink-soft">{t('sandbox:mail.empty', { name })}</p>}
      <ul className="border-t border-line">
        {mails.map((mail) => (
          <li key={mail.id} className="border-b border-line">
            <button
              type="button"
              aria-expanded={mail === open}
              onClick={() =>
                void navigate({
                  to: '/sandbox/$person',
                  params: { person },
                  search: mail === open ? {} : { mail: mail.id },
                  replace: true,
                })
              }
              className={cn(
                'flex min-h-10 w-full items-center gap-3 px-1 text-left hover:bg-hover max-md:min-h-12',
                mail === open && 'font-semibold',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{mail.subject}</span>
              <Moment at={mail.at} className="shrink-0 font-normal text-ink-faint" />
            </button>
            {mail === open && <OpenMail mail={mail} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OpenMail({ mail }: { mail: SandboxMail }) {
  const { t } = useText()
  const [view, setView] = useState<'formatted' | 'plain'>(mail.html ? 'formatted' : 'plain')
  const plain = <pre className="font-sans whitespace-pre-wrap break-words">{mail.text}</pre>
  return (
    <article className="mb-3 rounded-md border border-line bg-surface p-4">
      {mail.html ? (
        <Tabs
          label={mail.subject}
          value={view}
          onChange={setView}
          tabs={[
            { value: 'formatted', label: t('sandbox:mail.formatted'), content: <MailBody html={mail.html} /> },
            { value: 'plain', label: t('sandbox:mail.plain'), content: plain },
          ]}
        />
      ) : (
        plain
      )}
      <MailLinks mail={mail} />
    </article>
  )
}

function MailLinks({ mail }: { mail: SandboxMail }) {
  const { t } = useText()
  const links = mail.links.filter(({ href }) => /^(https?:\/\/|\/(?!\/))/.test(href))
  if (links.length === 0) return null
  return (
    <div className="mt-4 border-t border-line pt-3">
      <p className="mb-1 text-small text-ink-faint">{t('sandbox:mail.links')}</p>
      <ul className="flex flex-col gap-1">
        {links.map(({ href, text }) => (
          <li key={href}>
            <a
              href={href}
              target="_blank"
              rel="noopener"
              className="inline-flex max-w-full items-center gap-1 text-accent underline max-md:min-h-11"
            >
              <span className="truncate">{text || href}</span>
              <ExternalIcon className="size-3.5 shrink-0" aria-hidden />
              <span className="sr-only">{t('sandbox:mail.newTab')}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
