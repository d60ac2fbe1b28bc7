import type { PersonReadiness } from '../../../contract/readiness.ts'
import { useText, type TextKey } from '../app/i18n.ts'
import { Chip } from '../ui/chip.tsx'
import { DoneIcon, FailedIcon, InfoIcon, WaitingIcon, WarningIcon } from '../ui/icons.ts'

interface ReadySignProps {
  /** Undefined for somebody whom nothing pages. */
  readiness: PersonReadiness | undefined
  canSignIn: boolean
}

/** Whether a page would arrive, and the first reason why not in a few words; the rest stands on the person's page. */
export function ReadySign({ readiness, canSignIn }: ReadySignProps) {
  const { t, has } = useText()
  if (!readiness) {
    return canSignIn ? (
      <Chip tone="quiet" icon={InfoIcon} bare>
        {t('people:ready.notPaged')}
      </Chip>
    ) : (
      <Chip tone="acknowledged" icon={WaitingIcon} bare>
        {t('people:ready.invited')}
      </Chip>
    )
  }
  const [first] = readiness.problems
  if (!first) {
    return (
      <Chip tone="resolved" icon={DoneIcon} bare>
        {t('people:ready.yes')}
      </Chip>
    )
  }
  const isError = first.severity === 'error'
  const gap = `people:gap.${first.code}`
  return (
    <span title={first.message} className="flex min-w-0">
      <Chip tone={isError ? 'triggered' : 'acknowledged'} icon={isError ? FailedIcon : WarningIcon} bare>
        {has(gap) ? t(gap as TextKey) : first.message}
      </Chip>
    </span>
  )
}
