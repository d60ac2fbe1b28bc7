import { useQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox/combobox.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { CreateIcon } from '../../ui/icons.ts'
import { ReorderList } from '../../ui/reorder-list.tsx'
import { ZoneInput } from '../../ui/zone-input.tsx'
import { customersQuery, teamsQuery } from '../queries.ts'
import { dateAt } from '../timeline/span.ts'
import { movedTo, type Draft, type DraftProblem } from './draft.ts'
import { LayerFields } from './layer-fields.tsx'
import { emptyLayer } from './templates.ts'

export interface DraftFieldsProps {
  draft: Draft
  setDraft: (change: (before: Draft) => Draft) => void
  problems: ReadonlyMap<string, DraftProblem>
}

/** Everything of a schedule that is typed. */
export function DraftFields({ draft, setDraft, problems }: DraftFieldsProps) {
  const { t } = useText()
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <>
      <Field label={t('schedule:field.name')} error={problems.has('name') ? t('schedule:problem.name') : undefined}>
        {(control) => (
          <Input {...control} name="name" value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        )}
      </Field>
      <Field label={t('schedule:field.zone')} hint={t('schedule:field.zoneHint')}>
        {(control) => (
          <ZoneInput
            {...control}
            label={t('schedule:field.zone')}
            value={draft.timezone}
            onChange={(timezone) => set({ timezone })}
          />
        )}
      </Field>
      <Owners draft={draft} set={set} />
      <Layers draft={draft} setDraft={setDraft} problems={problems} />
    </>
  )
}

function Owners({ draft, set }: { draft: Draft; set: (part: Partial<Draft>) => void }) {
  const { t } = useText()
  const { data: teams = [] } = useQuery(teamsQuery)
  const { data: customers = [] } = useQuery(customersQuery)
  const options = (list: readonly { key: string; name: string }[]) =>
    list.map(({ key, name }) => ({ value: key, label: name, hint: key }))
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('schedule:field.team')} optional>
        {(control) => (
          <Combobox
            {...control}
            label={t('schedule:field.team')}
            isOptional
            value={draft.team}
            options={options(teams)}
            onChange={(team) => set({ team })}
          />
        )}
      </Field>
      <Field label={t('schedule:field.customer')} optional>
        {(control) => (
          <Combobox
            {...control}
            label={t('schedule:field.customer')}
            isOptional
            value={draft.customer}
            options={options(customers)}
            onChange={(customer) => set({ customer })}
          />
        )}
      </Field>
    </div>
  )
}

function Layers({ draft, setDraft, problems }: DraftFieldsProps) {
  const { t } = useText()
  const now = useNow(60_000)
  const setLayers = (change: (layers: Draft['layers']) => Draft['layers']) =>
    setDraft((before) => ({ ...before, layers: change(before.layers) }))
  return (
    <section aria-label={t('schedule:layers.title')} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('schedule:layers.title')}</h2>
      <p className="text-small text-ink-faint">{t('schedule:layers.hint')}</p>
      <ReorderList
        items={draft.layers}
        nameOf={(layer) => layer.name}
        onMove={(from, to) => setLayers((layers) => movedTo(layers, from, to))}
        className="flex flex-col gap-3"
        itemClassName="rounded-md border border-line bg-surface p-3"
      >
        {(layer, _index, handle) => (
          <LayerFields
            layer={layer}
            handle={handle}
            problems={problems}
            set={(part) =>
              setLayers((layers) => layers.map((one) => (one.id === layer.id ? { ...one, ...part } : one)))
            }
            onRemove={() => setLayers((layers) => layers.filter((one) => one.id !== layer.id))}
          />
        )}
      </ReorderList>
      <Button
        className="self-start"
        onClick={() =>
          setLayers((layers) => [
            ...layers,
            emptyLayer(t('schedule:layers.nameOf', { number: layers.length + 1 }), dateAt(now, draft.timezone)),
          ])
        }
      >
        <CreateIcon />
        {t('schedule:layers.add')}
      </Button>
    </section>
  )
}
