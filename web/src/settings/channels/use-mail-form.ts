import type { SingleByNoun } from '../../../../contract/config/items.ts'
import { saveSingle, type Saved, type Stored } from '../../api/items.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { looksLikeEmail } from '../../auth/values.ts'
import { showToast } from '../../ui/toast.tsx'
import { smtpOf, valuesOf, type MailValues } from './values.ts'

type Providers = SingleByNoun['providers']

export type MailFormState = ReturnType<typeof useMailForm>

export function useMailForm({ item, revision }: Stored<Providers>, onSaved: (saved: Stored<Providers>) => void) {
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
