import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SignInSession } from '../../../../contract/sign-in.ts'
import { api } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DeskIcon, DoneIcon, PhoneIcon } from '../../ui/icons.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.tsx'
import { deviceName } from '../push.ts'
import { readMeAgain } from '../queries.ts'
import { sessionsQuery } from './queries.ts'

export function Sessions() {
  const { t } = useText()
  const query = useQuery(sessionsQuery)
  const sessions = query.data?.items ?? []
  const others = sessions.filter((one) => !one.current).length
  return (
    <Section title={t('security:sessions.title')} aside={others > 0 && <EndOthers count={others} />}>
      {query.isPending && <SkeletonRows rows={2} />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  )
}

function SessionRow({ session }: { session: SignInSession }) {
  const { t } = useText()
  const errorText = useErrorText()
  const end = useMutation({
    mutationFn: () => api.delete(`/me/sessions/${session.id}`),
    onSuccess: readMeAgain,
  })
  const name = deviceName(session.userAgent)
  const Sign = /iPhone|iPad|Android/.test(session.userAgent) ? PhoneIcon : DeskIcon
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
      <Sign className="size-4 shrink-0 text-ink-soft" aria-hidden />
      <span className="min-w-0 flex-1 basis-40">
        <span className="mr-2 font-medium">{name}</span>
        {session.current && (
          <Chip tone="resolved" icon={DoneIcon}>
            {t('security:sessions.here')}
          </Chip>
        )}
        <span className="block text-small text-ink-faint">
          {session.address && <span className="font-mono">{session.address} · </span>}
          {t('security:sessions.since')} <Moment at={session.beganAt} />
          {' · '}
          {t('security:sessions.seen')} <Moment at={session.seenAt} />
        </span>
      </span>
      {!session.current && (
        <Button
          busy={end.isPending}
          aria-label={t('security:sessions.endNamed', { name })}
          onClick={() => end.mutate()}
        >
          {t('security:sessions.end')}
        </Button>
      )}
      {end.error && (
        <Notice tone="problem" className="w-full">
          {errorText(end.error)}
        </Notice>
      )}
    </li>
  )
}

function EndOthers({ count }: { count: number }) {
  const { t } = useText()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const end = useMutation({
    mutationFn: () => api.delete('/me/sessions'),
    onSuccess: () => {
      setOpen(false)
      showToast(t('security:sessions.ended'))
      void readMeAgain()
    },
  })
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('security:sessions.endOthers')}
      </Button>
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('security:sessions.endOthers')}
        action={t('security:sessions.endOthers')}
        busy={end.isPending}
        problem={end.error ? errorText(end.error) : undefined}
        onConfirm={() => end.mutate()}
      >
        {t('security:sessions.endOthersText', { count })}
      </ConfirmDialog>
    </>
  )
}
