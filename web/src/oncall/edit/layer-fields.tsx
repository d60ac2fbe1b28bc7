import type { ReactNode } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { RemoveIcon } from '../../ui/icons.ts'
import { tip } from '../../ui/tooltip.tsx'
import type { DraftProblem } from './draft.ts'
import type { LayerProps } from './layer-props.ts'
import { RestrictionFields } from './restriction-fields.tsx'
import { RotationFields } from './rotation-fields.tsx'
import { TurnList } from './turn-list.tsx'

/** One layer: who, in which turns, from when, and at which times. */
export function LayerFields(props: LayerProps & { handle: ReactNode; onRemove: () => void }) {
  const { t } = useText()
  const { layer, problems, set, handle, onRemove } = props
  const remove = t('schedule:layers.remove', { name: layer.name })
  const fault = (part: DraftProblem) =>
    problems.has(`${layer.id}.${part}`) ? t(`schedule:problem.${part}`) : undefined
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">{t('schedule:layers.one', { name: layer.name })}</legend>
      <div className="flex items-end gap-1">
        {handle}
        <Field label={t('schedule:field.layerName')} error={fault('name')} className="flex-1">
          {(control) => (
            <Input
              {...control}
              name={`${layer.id}.name`}
              value={layer.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Button look="ghost" size="icon" aria-label={remove} {...tip(remove)} onClick={onRemove}>
          <RemoveIcon />
        </Button>
      </div>
      <TurnList {...props} fault={fault('users')} />
      {new Set(layer.users.map((user) => user.key)).size > 1 && <RotationFields {...props} fault={fault('every')} />}
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('schedule:field.start')} error={fault('start')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              name={`${layer.id}.start`}
              value={layer.start}
              onChange={(event) => set({ start: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('schedule:field.end')} optional error={fault('end')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              name={`${layer.id}.end`}
              value={layer.end}
              onChange={(event) => set({ end: event.target.value })}
            />
          )}
        </Field>
      </div>
      <RestrictionFields {...props} />
    </fieldset>
  )
}
