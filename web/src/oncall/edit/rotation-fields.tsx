import { useText } from '../../app/i18n.ts'
import { CheckBox } from '../../ui/choice.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { turnUnits, weekdays, type TurnUnit } from './draft.ts'
import type { LayerProps } from './layer-props.ts'

/** How long a turn lasts and when the next person takes over. */
export function RotationFields({ layer, set, fault }: LayerProps & { fault: string | undefined }) {
  const { t } = useText()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t('schedule:rotation.title')}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <span>{t('schedule:rotation.every')}</span>
        <NumberInput
          className="w-16"
          name={`${layer.id}.every`}
          aria-label={t('schedule:rotation.every')}
          aria-invalid={fault ? true : undefined}
          value={layer.every}
          onChange={(every) => set({ every })}
        />
        <Select
          className="w-auto"
          aria-label={t('schedule:rotation.unit')}
          value={layer.unit}
          onChange={(event) => set({ unit: event.target.value as TurnUnit })}
        >
          {turnUnits.map((unit) => (
            <option key={unit} value={unit}>
              {t(`schedule:rotation.${unit}`, { count: layer.every ?? 1 })}
            </option>
          ))}
        </Select>
        <Handover layer={layer} set={set} />
      </div>
      {fault && <p className="text-small text-triggered">{fault}</p>}
      {layer.restrictions.length > 0 && (
        <CheckBox
          label={t('schedule:rotation.skip')}
          hint={t('schedule:rotation.skipHint')}
          checked={layer.skipExcluded}
          onChange={(skipExcluded) => set({ skipExcluded })}
        />
      )}
    </fieldset>
  )
}

function Handover({ layer, set }: Pick<LayerProps, 'layer' | 'set'>) {
  const { t } = useText()
  return (
    <>
      {layer.unit === 'week' && (
        <Select
          className="w-auto"
          aria-label={t('schedule:rotation.weekday')}
          value={layer.weekday}
          onChange={(event) => set({ weekday: weekdays.find((day) => day === event.target.value) ?? 'Mon' })}
        >
          {weekdays.map((day) => (
            <option key={day} value={day}>
              {t(`schedule:on.${day}`)}
            </option>
          ))}
        </Select>
      )}
      <span>{t('schedule:rotation.at')}</span>
      <Input
        type="time"
        className="w-auto"
        aria-label={t('schedule:rotation.time')}
        value={layer.time}
        onChange={(event) => set({ time: event.target.value })}
      />
    </>
  )
}
