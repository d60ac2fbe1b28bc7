import { useState } from 'react'
import type { ChannelState } from '../../../../contract/channels.ts'
import type { Stored } from '../../api/items.ts'
import type { SingleByNoun } from '../../../../contract/config/items.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { MailFields } from './mail-fields.tsx'
import { MailTrial } from './mail-trial.tsx'
import { RemoveMailServer } from './remove-mail-server.tsx'
import { useMailForm } from './use-mail-form.ts'
import { smtpOf, valuesOf } from './values.ts'

type Providers = SingleByNoun['providers']

interface MailFormProps {
  stored: Stored<Providers>
  mail: ChannelState['mail']
}

/** The mail server of the organization. It can be tried out before it is saved. */
export function MailForm({ stored, mail }: MailFormProps) {
  const { t } = useText()
  const mayWrite = useMay('config.write')
  const [base, setBase] = useState(stored)
  const form = useMailForm(base, setBase)
  const isDirty = JSON.stringify(form.values) !== JSON.stringify(valuesOf(base.item.smtp))
  const isNew = base.item.smtp === undefined
  return (
    <Section
      title={t('settings:mail.title')}
      aside={mayWrite && !isNew && <RemoveMailServer revision={base.revision} onRemoved={form.forget} />}
    >
      <Notice tone={mail.server === 'none' ? 'caution' : 'info'} className="mb-4 max-w-2xl">
        {t(`settings:mail.server.${mail.server}`, {
          host: `${mail.host ?? ''}:${mail.port ?? ''}`,
          from: mail.from ?? '',
        })}
      </Notice>
      <form onSubmit={form.submit} noValidate>
        <MailFields form={form} isKept={!isNew && base.item.smtp?.user !== undefined} disabled={!mayWrite} />
        {mayWrite && <MailTrial smtp={isDirty ? smtpOf(form.values) : undefined} isUnsaved={isDirty} />}
        {mayWrite && <FormFooter dirty={isDirty} busy={form.busy} problem={form.problem} onDiscard={form.reset} />}
      </form>
    </Section>
  )
}
