import { useState } from 'react'
import type { Role } from '../../../../contract/keys.ts'
import { roles } from '../../people/roles.ts'
import { ApiError } from '../../api/client.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Secret } from '../../ui/secret.tsx'
import { keyOfName, lives } from './new-key.ts'
import { createKey, readKeysAgain } from './queries.ts'

/** A key in two steps: what it is for, then its token, which is shown this one time. */
export function CreateKey({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const [token, setToken] = useState<string>()
  const title = t(token === undefined ? 'settings:keys.create' : 'settings:keys.ready')
  return (
    <Dialog open onClose={onClose} title={title}>
      {token === undefined ? <KeyForm onCreated={setToken} /> : <Ready token={token} onClose={onClose} />}
    </Dialog>
  )
}

type Values = Record<'key' | 'role' | 'days', string>

function useKeyForm(onCreated: (token: string) => void) {
  const { t } = useText()
  return useForm<Values, string>({
    initial: { key: '', role: 'responder', days: '365' },
    check: (values): Faults<Values> => (keyOfName(values.key) ? {} : { key: t('common:field.required') }),
    send: async (values) => {
      try {
        return await createKey(keyOfName(values.key), values.role as Role, Number(values.days))
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'exists_already') throw error
        const taken = { field: 'key', code: error.code, message: t('settings:keys.taken') }
        throw new ApiError(error.status, error.code, error.message, error.detail, [taken])
      }
    },
    done: (token) => {
      onCreated(token)
      void readKeysAgain()
    },
  })
}

function KeyForm({ onCreated }: { onCreated: (token: string) => void }) {
  const { t } = useText()
  const form = useKeyForm(onCreated)
  const own = useSession()?.user.role
  // Nobody hands out more than they have.
  const offered = roles.filter((role) => role !== 'owner' || own === 'owner')
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <Field label={t('settings:keys.name')} hint={t('settings:keys.nameHint')} error={form.faults.key}>
        {(control) => <Input {...control} {...form.bind('key')} autoComplete="off" autoFocus />}
      </Field>
      <Field
        label={t('settings:keys.may')}
        hint={t(`settings:keys.role.${form.values.role as Role}`)}
        error={form.faults.role}
      >
        {(control) => (
          <Select {...control} {...form.bind('role')}>
            {offered.map((role) => (
              <option key={role} value={role}>
                {t(`common:role.${role}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('settings:keys.expires')} error={form.faults.days}>
        {(control) => (
          <Select {...control} {...form.bind('days')}>
            {lives.map((days) => (
              <option key={days} value={days}>
                {days === 0 ? t('settings:keys.noExpiry') : t('settings:keys.after', { count: days })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={form.busy}>
          {t('settings:keys.create')}
        </Button>
      </div>
    </form>
  )
}

function Ready({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useText()
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="caution">{t('settings:keys.once')}</Notice>
      <Secret value={token} what={t('settings:keys.token')} startsShown />
      <p className="text-small text-ink-soft">
        {t('settings:keys.use')} <code className="font-mono break-all">Authorization: Bearer pk_…</code>
      </p>
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          {t('settings:keys.kept')}
        </Button>
      </div>
    </div>
  )
}
