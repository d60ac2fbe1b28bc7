import { Link } from '@tanstack/react-router'
import type { SourceDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { KeysHint } from '../../keys/keys-hint.tsx'
import { useNameOf } from '../../setup/references.ts'
import { CodeLine } from '../../ui/code-block.tsx'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { Markdown } from '../../ui/markdown.tsx'
import { Section } from '../../ui/section.tsx'
import { EventFeed } from '../event-feed.tsx'

/** Left how to connect it, right what arrives. */
export function GuideTab({ source }: { source: SourceDetail }) {
  const { t } = useText()
  return (
    <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <Facts source={source} />
        <Section title={t('sources:page.guide')}>
          {source.setup ? (
            <Markdown text={source.setup.markdown} />
          ) : (
            <p className="text-ink-soft">{t(source.builtIn ? 'sources:page.builtIn' : 'sources:page.noGuide')}</p>
          )}
        </Section>
      </div>
      <Section
        title={t('sources:page.feed')}
        className="min-w-0 lg:border-t-0 lg:pt-0"
        aside={
          source.lastEventAt && (
            <Link
              to="/sources/$key"
              params={{ key: source.key }}
              search={{ tab: 'events' }}
              className="text-accent underline max-md:py-2"
            >
              {t('sources:page.allEvents')}
            </Link>
          )
        }
      >
        <EventFeed sourceKey={source.key} />
      </Section>
    </div>
  )
}

function Facts({ source }: { source: SourceDetail }) {
  const { t } = useText()
  const policy = useNameOf('policies')
  const customer = useNameOf('customers')
  const service = useNameOf('services')
  return (
    <FactList className="pb-4">
      <Fact name={t('sources:page.address')}>
        {source.url && <CodeLine code={source.url} what={t('sources:page.address')} />}
      </Fact>
      <Fact name={t('sources:page.key')}>
        {source.integrationKey && <CodeLine code={source.integrationKey} what={t('sources:page.key')} />}
        {source.integrationKey && (
          <KeysHint
            holder={{ noun: 'sources', key: source.key }}
            link={(text) => (
              <Link
                to="/sources/$key"
                params={{ key: source.key }}
                search={{ tab: 'settings' }}
                className="text-small text-accent underline"
              >
                {text}
              </Link>
            )}
          />
        )}
      </Fact>
      <Fact name={t('sources:page.policy')}>{source.escalationPolicy && policy(source.escalationPolicy)}</Fact>
      <Fact name={t('sources:page.customer')}>
        {source.customer && (
          <Link to="/customers/$key" params={{ key: source.customer }} className="text-accent underline">
            {customer(source.customer)}
          </Link>
        )}
      </Fact>
      <Fact name={t('sources:page.service')}>
        {source.service && (
          <Link to="/services/$key" params={{ key: source.service }} className="text-accent underline">
            {service(source.service)}
          </Link>
        )}
      </Fact>
    </FactList>
  )
}
