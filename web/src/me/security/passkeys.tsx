import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PasskeyView } from '../../../../contract/sign-in.ts'
import { api } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { isDismissed, isKnownHere, makePasskey, passkeySupport } from '../../auth/passkeys.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PasskeyIcon } from '../../ui/icons.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.tsx'
import { deviceName } from '../push.ts'
import { NameDialog } from './name-dialog.tsx'
import { readMeAgain } from '../queries.ts'
import { passkeysQuery } from './queries.ts'

export function Passkeys() {
  const { t } = useText()
  const query = useQuery(passkeysQuery)
  const support = passkeySupport()
  return (
    <Section title={t('security:passkeys.title')} className="border-t-0">
      <p className="mb-3 max-w-prose text-ink-soft">{t('security:passkeys.intro')}</p>
      {query.isPending && <Skeleton className="h-9" />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="mb-3">
        {query.data?.items.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} />
        ))}
      </ul>
      {support === 'yes' ? <AddPasskey /> : <Notice tone="info">{t(`security:passkeys.support.${support}`)}</Notice>}
    </Section>
  )
}

/** Asks for a name, then the device for finger, face or PIN. */
export function AddPasskey() {
  const { t } = useText()
  const errorText = useErrorText()
  const [naming, setNaming] = useState(false)
  const add = useMutation({
    mutationFn: makePasskey,
    onSuccess: ({ name }) => {
      setNaming(false)
      showToast(t('security:passkeys.added', { name }))
      void readMeAgain()
    },
  })
  const problem =
    add.error && !isDismissed(add.error)
      ? isKnownHere(add.error)
        ? t('security:passkeys.known')
        : errorText(add.error)
      : undefined
  return (
    <>
      <Button onClick={() => setNaming(true)}>
        <PasskeyIcon aria-hidden />
        {t('security:passkeys.add')}
      </Button>
      <NameDialog
        open={naming}
        onClose={() => setNaming(false)}
        title={t('security:passkeys.add')}
        intro={t('security:passkeys.addIntro')}
        initial={deviceName(navigator.userAgent)}
        action={t('security:passkeys.continue')}
        busy={add.isPending}
        problem={problem}
        onName={(name) => add.mutate(name)}
      />
    </>
  )
}

function PasskeyRow({ passkey }: { passkey: PasskeyView }) {
  const { t } = useText()
  const [open, setOpen] = useState<'rename' | 'remove'>()
  const { rename, remove } = useChanges(passkey, () => setOpen(undefined))
  const { name } = passkey
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
      <span className="flex min-w-0 flex-1 basis-48 items-center gap-2 font-medium">
        <PasskeyIcon className="size-4 shrink-0 text-ink-soft" aria-hidden />
        <span className="truncate">{name}</span>
      </span>
      <span className="text-small text-ink-faint">
        {passkey.lastUsedAt ? t('security:passkeys.used') : t('security:passkeys.made')}{' '}
        <Moment at={passkey.lastUsedAt ?? passkey.createdAt} />
      </span>
      <Button aria-label={t('security:passkeys.renameNamed', { name })} onClick={() => setOpen('rename')}>
        {t('security:passkeys.rename')}
      </Button>
      <Button look="danger" aria-label={t('security:passkeys.removeNamed', { name })} onClick={() => setOpen('remove')}>
        {t('security:passkeys.remove')}
      </Button>
      <NameDialog
        open={open === 'rename'}
        onClose={() => setOpen(undefined)}
        title={t('security:passkeys.renameNamed', { name })}
        initial={name}
        action={t('security:passkeys.save')}
        {...rename}
      />
      <ConfirmDialog
        open={open === 'remove'}
        onClose={() => setOpen(undefined)}
        title={t('security:passkeys.removeNamed', { name })}
        action={t('security:passkeys.remove')}
        {...remove}
      >
        {t('security:passkeys.removeText')}
      </ConfirmDialog>
    </li>
  )
}

function useChanges({ id, name }: PasskeyView, done: () => void) {
  const { t } = useText()
  const errorText = useErrorText()
  const path = `/me/passkeys/${id}`
  const finish = (said: string) => {
    done()
    showToast(said)
    void readMeAgain()
  }
  const renaming = useMutation({
    mutationFn: (next: string) => api.patch(path, { name: next }),
    onSuccess: (_, next) => finish(t('security:passkeys.renamed', { name: next })),
  })
  const removing = useMutation({
    mutationFn: () => api.delete(path),
    onSuccess: () => finish(t('security:passkeys.removed', { name })),
  })
  const stateOf = ({ isPending, error }: { isPending: boolean; error: unknown }) => ({
    busy: isPending,
    problem: error == null ? undefined : errorText(error),
  })
  return {
    rename: { ...stateOf(renaming), onName: (next: string) => renaming.mutate(next) },
    remove: { ...stateOf(removing), onConfirm: () => removing.mutate() },
  }
}
