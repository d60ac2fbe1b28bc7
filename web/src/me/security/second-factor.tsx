import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DoneIcon, SecurityIcon } from '../../ui/icons.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import { EnrolDialog } from './enrol-dialog.tsx'
import { secondFactorQuery } from './queries.ts'
import { NewCodesDialog } from './new-codes-dialog.tsx'
import { SwitchOffDialog } from './switch-off-dialog.tsx'

/** Fewer recovery codes left than this is said. */
const fewCodes = 4

export function SecondFactor() {
  const { t } = useText()
  const query = useQuery(secondFactorQuery)
  const [open, setOpen] = useState<'enrol' | 'off' | 'codes'>()
  const close = () => setOpen(undefined)
  return (
    <Section title={t('security:factor.title')}>
      <p className="mb-3 max-w-prose text-ink-soft">{t('security:factor.intro')}</p>
      {query.isPending && <Skeleton className="h-9" />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !query.data.since && (
        <Button onClick={() => setOpen('enrol')}>
          <SecurityIcon aria-hidden />
          {t('security:factor.on')}
        </Button>
      )}
      {query.data?.since && (
        <SwitchedOn since={query.data.since} left={query.data.recoveryCodesLeft} onOpen={setOpen} />
      )}
      <EnrolDialog open={open === 'enrol'} onClose={close} />
      <NewCodesDialog open={open === 'codes'} onClose={close} />
      <SwitchOffDialog open={open === 'off'} onClose={close} />
    </Section>
  )
}

function SwitchedOn({ since, left, onOpen }: { since: string; left: number; onOpen: (what: 'off' | 'codes') => void }) {
  const { t } = useText()
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Chip tone="resolved" icon={DoneIcon}>
          {t('security:factor.isOn')}
        </Chip>
        <span className="text-ink-soft">
          {t('security:factor.since')} <Moment at={since} />
        </span>
        <span className="text-ink-soft">{t('security:factor.left', { count: left })}</span>
      </p>
      {left < fewCodes && <Notice tone="caution">{t('security:factor.few', { count: left })}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onOpen('codes')}>{t('security:codes.renew')}</Button>
        <Button look="danger" onClick={() => onOpen('off')}>
          {t('security:factor.off')}
        </Button>
      </div>
    </div>
  )
}
