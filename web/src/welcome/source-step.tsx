import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { saveItem } from '../api/items.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { CodeBlock, CodeLine } from '../ui/code-block.tsx'
import { WaitingIcon, DoneIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { Moment } from '../ui/time.tsx'
import { ownSource, type Known } from './progress.ts'
import { curlOf, firstKeys } from './templates.ts'

/** An address to which anything can be sent, and a command that does. The event is seen as it arrives. */
export function SourceStep({ known }: { known: Known }) {
  const { t } = useText()
  const source = ownSource(known.sources)
  if (!source) return <Create known={known} />
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small text-ink-faint">{t('welcome:source.address')}</p>
      {source.url && <CodeLine code={source.url} what={t('welcome:source.address')} />}
      <p>{t('welcome:source.try')}</p>
      {source.url && (
        <CodeBlock code={curlOf(source.url, t('welcome:source.summary'))} what={t('welcome:source.command')} />
      )}
      <p role="status" className="flex items-center gap-2">
        {source.lastEventAt ? (
          <>
            <DoneIcon className="size-4 text-resolved" aria-hidden />
            {t('welcome:source.arrived')} <Moment at={source.lastEventAt} />
          </>
        ) : (
          <>
            <WaitingIcon className="size-4 text-ink-faint" aria-hidden />
            {t('welcome:source.waiting')}
          </>
        )}
      </p>
      <Link to="/sources/$key" params={{ key: source.key }} className="self-start text-accent underline">
        {t('welcome:source.see')}
      </Link>
    </div>
  )
}

function Create({ known }: { known: Known }) {
  const { t } = useText()
  const errorText = useErrorText()
  const policy = known.policies[0]
  const create = useMutation({
    mutationFn: async () => {
      if (!policy) return
      const item = { name: t('welcome:source.name'), type: 'webhook' as const, escalationPolicy: policy.key }
      await saveItem('sources', firstKeys.source, item, { revision: 'new' })
    },
    onSettled: () => queryClient.invalidateQueries(),
  })
  if (!policy) return <Notice tone="info">{t('welcome:source.policyFirst')}</Notice>
  return (
    <div className="flex flex-col items-start gap-3">
      <Button look="primary" busy={create.isPending} onClick={() => create.mutate()}>
        {t('welcome:source.create')}
      </Button>
      {create.error && <Notice tone="problem">{errorText(create.error)}</Notice>}
      <Link to="/sources" className="text-accent underline">
        {t('welcome:source.others')}
      </Link>
    </div>
  )
}
