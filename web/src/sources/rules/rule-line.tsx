import type { EventRule } from '../../../../contract/config/event-rule.ts'
import type { RuleView } from '../../../../contract/event-rules.ts'
import { useText } from '../../app/i18n.ts'
import { useNameOf } from '../../setup/references.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DownIcon, EditIcon, GripIcon, RemoveIcon, UpIcon, WarningIcon } from '../../ui/icons.ts'
import { tip } from '../../ui/tooltip.tsx'
import { RuleCounts } from './rule-counts.tsx'
import { actionsSentence } from './sentence.ts'

interface RuleLineProps {
  rule: EventRule
  place: number
  count: number
  /** The rule as it is saved, with what it did. */
  known: RuleView | undefined
  hasFault: boolean
  isOpen: boolean
  mayEdit: boolean
  onOpen: () => void
  onMove: (to: number) => void
  onRemove: () => void
  onDrag: (active: boolean) => void
}

/** One rule as a sentence, with what it did so far. */
export function RuleLine(props: RuleLineProps) {
  const { rule, place, known, hasFault, isOpen, mayEdit } = props
  const { t } = useText()
  return (
    <div className="flex items-start gap-2 py-2.5">
      {mayEdit && (
        <span
          draggable
          aria-hidden
          title={t('rules:drag')}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            props.onDrag(true)
          }}
          onDragEnd={() => props.onDrag(false)}
          className="mt-0.5 -ml-1 cursor-grab text-ink-faint max-md:hidden"
        >
          <GripIcon className="size-4" />
        </span>
      )}
      <span className="w-5 shrink-0 text-right text-ink-faint tabular-nums">{place + 1}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{rule.name}</span>
          {hasFault && (
            <Chip tone="triggered" icon={WarningIcon} bare>
              {t('rules:hasFault')}
            </Chip>
          )}
        </p>
        <Sentence rule={rule} />
        {known && <RuleCounts rule={known} />}
      </div>
      {mayEdit && <LineActions {...props} isOpen={isOpen} />}
    </div>
  )
}

function Sentence({ rule }: { rule: EventRule }) {
  const { t, language } = useText()
  const customer = useNameOf('customers')
  const service = useNameOf('services')
  const policy = useNameOf('policies')
  const nameOf = (noun: 'customer' | 'service' | 'escalationPolicy', key: string) =>
    ({ customer, service, escalationPolicy: policy })[noun](key)
  const then = actionsSentence(rule.then, rule.stop, { t, language, nameOf })
  if (!rule.if) return <p className="text-ink-soft">{t('rules:sentence.always', { then })}</p>
  return (
    <p className="text-ink-soft">
      {t('rules:sentence.if')}{' '}
      <code className="rounded bg-sunken px-1 py-0.5 font-mono text-small break-all text-ink">{rule.if}</code>
      {t('rules:sentence.then', { then })}
    </p>
  )
}

function LineActions({ rule, place, count, isOpen, onOpen, onMove, onRemove }: RuleLineProps) {
  const { t } = useText()
  const { name } = rule
  return (
    <div className="flex shrink-0 max-md:flex-wrap max-md:justify-end">
      <Button
        look="ghost"
        size="icon"
        className="max-md:hidden"
        aria-label={t('rules:up', { name })}
        {...tip(t('rules:upShort'), 'Alt+ArrowUp')}
        disabled={place === 0}
        onClick={() => onMove(place - 1)}
      >
        <UpIcon />
      </Button>
      <Button
        look="ghost"
        size="icon"
        className="max-md:hidden"
        aria-label={t('rules:down', { name })}
        {...tip(t('rules:downShort'), 'Alt+ArrowDown')}
        disabled={place === count - 1}
        onClick={() => onMove(place + 1)}
      >
        <DownIcon />
      </Button>
      <Button look="ghost" size="icon" aria-expanded={isOpen} aria-label={t('rules:edit', { name })} onClick={onOpen}>
        <EditIcon />
      </Button>
      <Button look="ghost" size="icon" aria-label={t('rules:remove', { name })} onClick={onRemove}>
        <RemoveIcon />
      </Button>
    </div>
  )
}
