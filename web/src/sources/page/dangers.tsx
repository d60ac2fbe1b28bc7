import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { saveItem, type ItemOf, type Stored } from '../../api/items.ts'
import type { SourceDetail } from '../../api/types.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { RemoveButton } from '../../setup/remove-button.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PausedIcon, ResumeIcon } from '../../ui/icons.ts'
import { Section } from '../../ui/section.tsx'

interface DangersProps {
  source: SourceDetail
  stored: Stored<ItemOf<'sources'>>
}

/** What cuts a sender off; each says before what it means. */
export function Dangers({ source, stored }: DangersProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const open = source.openAlerts
  return (
    <Section title={t('sources:danger.title')} className="mt-6 max-w-3xl">
      <div className="flex flex-wrap gap-2">
        <SwitchOff source={source} stored={stored} />
        <RemoveButton
          noun="sources"
          itemKey={source.key}
          name={source.name}
          consequence={
            <>
              <p>{t('sources:danger.removeText')}</p>
              {open > 0 && <p className="mt-2">{t('sources:danger.openStay', { count: open })}</p>}
            </>
          }
          onRemoved={() => void navigate({ to: '/sources' })}
        />
      </div>
    </Section>
  )
}

function SwitchOff({ source, stored }: DangersProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const change = useMutation({
    mutationFn: () =>
      saveItem('sources', source.key, { ...stored.item, enabled: !source.enabled }, { revision: stored.revision }),
    onSuccess: () => {
      setAsking(false)
      void queryClient.invalidateQueries()
    },
  })
  const label = t(source.enabled ? 'sources:danger.disable' : 'sources:danger.enable')
  return (
    <>
      <Button busy={change.isPending && !asking} onClick={() => (source.enabled ? setAsking(true) : change.mutate())}>
        {source.enabled ? <PausedIcon /> : <ResumeIcon />}
        {label}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('sources:danger.disableTitle')}
        action={label}
        busy={change.isPending}
        problem={change.error ? errorText(change.error) : undefined}
        onConfirm={() => change.mutate()}
      >
        <p>{t('sources:danger.disableText')}</p>
        {source.openAlerts > 0 && <p className="mt-2">{t('sources:danger.openStay', { count: source.openAlerts })}</p>}
      </ConfirmDialog>
    </>
  )
}
