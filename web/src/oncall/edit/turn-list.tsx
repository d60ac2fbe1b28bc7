import { useQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox/combobox.tsx'
import { Field } from '../../ui/field.tsx'
import { CloseIcon } from '../../ui/icons.ts'
import { ReorderList } from '../../ui/reorder-list.tsx'
import { peopleQuery } from '../queries.ts'
import { movedTo, newId } from './draft.ts'
import type { LayerProps } from './layer-props.ts'

/** The people of a layer in the order of their turns; the same person may stand twice. */
export function TurnList({ layer, set, fault }: LayerProps & { fault: string | undefined }) {
  const { t } = useText()
  const { data: people = [] } = useQuery(peopleQuery)
  const nameByKey = new Map(people.map(({ key, name }) => [key, name]))
  const nameOf = ({ key }: { key: string }) => nameByKey.get(key) ?? key
  return (
    <div className="flex flex-col gap-1">
      <ReorderList
        items={layer.users}
        nameOf={nameOf}
        onMove={(from, to) => set({ users: movedTo(layer.users, from, to) })}
        className="flex flex-col"
        itemClassName="flex min-h-8 items-center gap-1 max-md:min-h-11"
      >
        {(user, index, handle) => (
          <>
            {handle}
            <span className="w-5 text-ink-faint tabular-nums">{index + 1}.</span>
            <span className="min-w-0 flex-1 truncate">{nameOf(user)}</span>
            <Button
              look="ghost"
              size="icon"
              aria-label={t('schedule:turns.remove', { name: nameOf(user) })}
              onClick={() => set({ users: layer.users.filter((one) => one.id !== user.id) })}
            >
              <CloseIcon />
            </Button>
          </>
        )}
      </ReorderList>
      <Field label={t('schedule:turns.add')} error={fault}>
        {(control) => (
          <Combobox
            {...control}
            name={`${layer.id}.users`}
            label={t('schedule:turns.add')}
            placeholder={t('schedule:turns.placeholder')}
            value={undefined}
            options={people.map(({ key, name }) => ({ value: key, label: name, hint: key }))}
            onChange={(key) => key && set({ users: [...layer.users, { id: newId(), key }] })}
          />
        )}
      </Field>
    </div>
  )
}
