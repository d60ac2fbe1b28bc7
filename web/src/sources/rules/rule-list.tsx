import { useState, type KeyboardEvent } from 'react'
import type { EventRule } from '../../../../contract/config/event-rule.ts'
import type { SourceDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { moved, withAt } from '../../setup/item-values.ts'
import type { Faults } from '../../setup/use-item-form.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CreateIcon, RulesIcon } from '../../ui/icons.ts'
import { RuleLine } from './rule-line.tsx'
import { RuleForm } from './rule-form.tsx'
import { freeName } from './sentence.ts'

interface RuleListProps {
  source: SourceDetail
  rules: readonly EventRule[]
  faults: Faults
  /** The place of the rule that is being edited. */
  open: number | undefined
  onOpen: (place: number | undefined) => void
  mayEdit: boolean
  onChange: (rules: EventRule[]) => void
}

/** Rules are asked in their order, so the order is changed by dragging, by buttons and by Alt with the arrow keys. */
export function RuleList({ source, rules, faults, open, onOpen, mayEdit, onChange }: RuleListProps) {
  const { t } = useText()
  const [dragged, setDragged] = useState<number>()
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    if (to < 0 || to >= rules.length || from === to) return
    onChange(moved(rules, from, to))
    setSaid(t('rules:movedTo', { name: rules[from]?.name ?? '', place: to + 1, count: rules.length }))
    if (open !== undefined) onOpen(open === from ? to : undefined)
  }
  const keyDown = (event: KeyboardEvent, place: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || step === undefined || !mayEdit) return
    event.preventDefault()
    move(place, place + step)
  }
  return (
    <>
      {rules.length === 0 && (
        <EmptyState icon={RulesIcon} title={t('rules:empty.title')} text={t('rules:empty.text')} />
      )}
      <ol className="flex flex-col">
        {rules.map((rule, place) => (
          <li
            // The name may be typed anew; its place is what it is known by here.
            key={place}
            onKeyDown={(event) => keyDown(event, place)}
            onDragOver={(event) => dragged !== undefined && event.preventDefault()}
            onDrop={() => dragged !== undefined && move(dragged, place)}
            className={`border-b border-line ${dragged === place ? 'opacity-50' : ''}`}
          >
            <RuleLine
              rule={rule}
              place={place}
              count={rules.length}
              known={source.rules.find(({ name }) => name === rule.name)}
              hasFault={Object.keys(faults).some((path) => path.startsWith(`rules.${place}.`))}
              isOpen={open === place}
              mayEdit={mayEdit}
              onOpen={() => onOpen(open === place ? undefined : place)}
              onMove={(to) => move(place, to)}
              onRemove={() => {
                onOpen(undefined)
                onChange(withAt(rules, place, undefined))
              }}
              onDrag={(active) => setDragged(active ? place : undefined)}
            />
            {open === place && mayEdit && (
              <RuleForm
                type={source.type}
                rule={rule}
                path={`rules.${place}`}
                faults={faults}
                onChange={(next) => onChange(withAt(rules, place, next))}
              />
            )}
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
      {mayEdit && (
        <Button
          className="self-start max-md:self-stretch"
          onClick={() => {
            onChange([...rules, { name: freeName(rules, t('rules:newName')), then: { priority: 'low' } }])
            onOpen(rules.length)
          }}
        >
          <CreateIcon />
          {t('rules:add')}
        </Button>
      )}
    </>
  )
}
