import { useState } from 'react'
import type { ChannelState } from '../../../../contract/channels.ts'
import { saveSingle, type Saved, type Stored } from '../../api/items.ts'
import type { SingleByNoun } from '../../../../contract/config/items.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { useMay } from '../../app/session.ts'
import { looksLikeEmail } from '../../auth/values.ts'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { showToast } from '../../ui/toast.tsx'
import { MailFields } from './mail-fields.tsx'
import { MailTrial } from './mail-trial.tsx'
import { RemoveMailServer } from './remove-mail-server.tsx'
import { smtpOf, valuesOf, type MailValues } from './values.ts'

type Providers = SingleByNoun['providers']

interface MailFormProps {
  stored: Stored<Providers>
  mail: ChannelState['mail']
}

export type MailFormState = ReturnType<typeof useMailForm>

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

function useMailForm({ item, revision }: Stored<Providers>, onSaved: (saved: Stored<Providers>) => void) {
  const { t } = useText()
  const take = (saved: Stored<Providers>) => {
    onSaved(saved)
    void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
  }
  const form = useForm<MailValues, Saved<Providers>>({
    initial: valuesOf(item.smtp),
    check: (values) => {
      const faults: Faults<MailValues> = {}
      if (!values.host.trim()) faults.host = t('common:field.required')
      if (!looksLikeEmail(values.from)) faults.from = t('common:field.email')
      return faults
    },
    send: (values) => saveSingle('providers', { ...item, smtp: smtpOf(values) }, { revision }),
    done: (saved) => {
      form.set('password', '')
      take(saved)
      showToast(t('settings:saved'))
    },
  })
  const forget = (saved: Stored<Providers>) => {
    for (const [name, value] of Object.entries(valuesOf(undefined))) form.set(name as keyof MailValues, value)
    take(saved)
  }
  return { ...form, forget }
}
