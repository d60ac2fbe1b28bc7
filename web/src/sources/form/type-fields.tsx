import type { ReactNode } from 'react'
import { useText } from '../../app/i18n.ts'
import { FieldGroup } from '../../setup/page-parts.tsx'
import { CloudwatchFields } from './cloudwatch-fields.tsx'
import { EmailFields } from './email-fields.tsx'
import { OpsgenieFields } from './opsgenie-fields.tsx'
import type { ItemForm } from '../../setup/use-item-form.ts'
import { WebhookFields } from './webhook-fields.tsx'

/** What only sources of this type have to set; most types have nothing. */
export function TypeFields({ form }: { form: ItemForm<'sources'> }): ReactNode {
  const { t } = useText()
  const { draft, faults, set } = form
  switch (draft.type) {
    case 'webhook':
      return (
        <FieldGroup
          title={t('sources:form.webhook.title')}
          hint={t('sources:form.webhook.hint', { example: '{{host}}: {{check}}' })}
        >
          <WebhookFields value={draft.webhook} faults={faults} onChange={(webhook) => set({ webhook })} />
        </FieldGroup>
      )
    case 'email':
      return (
        <FieldGroup title={t('sources:form.email.title')}>
          <EmailFields value={draft.email} faults={faults} onChange={(email) => set({ email })} />
        </FieldGroup>
      )
    case 'cloudwatch':
      return (
        <FieldGroup title={t('sources:form.cloudwatch.title')}>
          <CloudwatchFields value={draft.cloudwatch} faults={faults} onChange={(cloudwatch) => set({ cloudwatch })} />
        </FieldGroup>
      )
    case 'opsgenie':
      return (
        <FieldGroup title={t('sources:form.opsgenie.title')} hint={t('sources:form.opsgenie.hint')}>
          <OpsgenieFields value={draft.opsgenie} onChange={(opsgenie) => set({ opsgenie })} />
        </FieldGroup>
      )
    default:
      return null
  }
}
