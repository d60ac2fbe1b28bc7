import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrganizationConfig } from '../../../../contract/config/organization.ts'
import { saveSingle, singleQuery, type Stored } from '../../api/items.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Secret } from '../../ui/secret.tsx'
import { Section } from '../../ui/section.tsx'
import { showToast } from '../../ui/toast.tsx'
import { newWebhookSecret } from './new-secret.ts'

/** What webhook contacts without a secret of their own check our signature with. */
export function WebhookSecret({ stored }: { stored: Stored<OrganizationConfig> }) {
  const { t } = useText()
  const errorText = useErrorText()
  const mayWrite = useMay('config.write')
  const [asking, setAsking] = useState(false)
  const { item, revision } = stored
  const replace = useMutation({
    mutationFn: () => saveSingle('organization', { ...item, webhookSecret: newWebhookSecret() }, { revision }),
    onSuccess: (saved) => {
      queryClient.setQueryData(singleQuery('organization').queryKey, saved)
      setAsking(false)
      showToast(t('settings:webhookSecret.replaced'))
    },
  })
  return (
    <Section title={t('settings:webhookSecret.title')}>
      <p className="mb-3 max-w-2xl text-ink-soft">{t('settings:webhookSecret.text')}</p>
      {item.webhookSecret ? (
        <div className="flex max-w-2xl flex-wrap items-center gap-2">
          <Secret
            value={item.webhookSecret}
            what={t('settings:webhookSecret.title')}
            className="min-w-0 flex-1 basis-64"
          />
          {mayWrite && <Button onClick={() => setAsking(true)}>{t('settings:webhookSecret.replace')}</Button>}
        </div>
      ) : (
        <p>{t('settings:webhookSecret.hidden')}</p>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings:webhookSecret.replace')}
        action={t('settings:webhookSecret.confirm')}
        busy={replace.isPending}
        problem={replace.error ? errorText(replace.error) : undefined}
        onConfirm={() => replace.mutate()}
      >
        {t('settings:webhookSecret.consequence')}
      </ConfirmDialog>
    </Section>
  )
}
