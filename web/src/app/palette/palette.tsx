import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useDeferredValue, useState } from 'react'
import { namesOf } from '../../api/names.ts'
import { useDialog } from '../../ui/dialog-frame.tsx'
import { SearchIcon } from '../../ui/icons.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useCustomerScope } from '../customer-scope.ts'
import { useText } from '../i18n.ts'
import { useSession } from '../session.ts'
import { arrange, chosenIn, type PaletteItem } from './items.ts'
import { useRecent, withRecent } from './recent.ts'
import { useAccountActions, useOffered } from './use-actions.ts'
import { useBeginnings } from './use-beginnings.ts'
import { useTakeOver } from './use-take-over.ts'
import { useAlertThings, useNamedThings, useScopeThings } from './use-things.ts'

/** Everything there is and everything that can be done, by typing a few letters of it. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const { element, frame } = useDialog(true, onClose)
  const [query, setQuery] = useState('')
  const [recent, setRecent] = useRecent(useSession()?.user.id ?? '')
  const items = usePaletteItems(query, recent)
  const only = useScopeName()
  const groups = arrange(
    query,
    items,
    recent.map(({ id }) => id),
  )
  const [moved, setMoved] = useState<{ query: string; id: string }>()
  const chosen = chosenIn(groups, moved?.query === query ? moved.id : undefined)

  function choose(item: PaletteItem) {
    setRecent(withRecent(recent, item))
    element.current?.close()
    // The focus has gone back to where it was; what is done now may move it on.
    setTimeout(item.run)
  }

  return (
    <dialog
      {...frame}
      aria-label={t('shell:palette.title')}
      className="mx-auto mt-[12vh] mb-auto w-[min(40rem,calc(100vw-1.5rem))] overflow-hidden rounded-lg bg-surface text-ink shadow-float max-md:mt-3"
    >
      <Command
        label={t('shell:palette.title')}
        shouldFilter={false}
        loop
        vimBindings={false}
        value={chosen}
        onValueChange={(id) => setMoved(id === chosenIn(groups, undefined) ? undefined : { query, id })}
      >
        <div className="flex items-center gap-2.5 border-b border-line px-4">
          <SearchIcon className="size-4 shrink-0 text-ink-faint" aria-hidden />
          <Command.Input
            value={query}
            onValueChange={setQuery}
            placeholder={only ? t('palette:placeholderOf', { name: only }) : t('palette:placeholder')}
            className="field-line h-12 min-w-0 flex-1 bg-transparent text-large"
          />
          <KeyHint keys="Esc" />
        </div>
        {groups.length === 0 && (
          <p role="status" className="px-3 py-8 text-center text-ink-soft">
            {only ? t('palette:noneOf', { query, name: only }) : t('palette:none', { query })}
          </p>
        )}
        <Command.List hidden={groups.length === 0} className="max-h-[min(26rem,60dvh)] scroll-py-2 overflow-y-auto p-2">
          {groups.map(({ name, items: rows }) => (
            <Command.Group
              key={name}
              heading={name === 'found' && only ? t('palette:foundOf', { name: only }) : t(`palette:group.${name}`)}
              className="pb-1 [&>[cmdk-group-heading]]:px-2 [&>[cmdk-group-heading]]:pt-1.5 [&>[cmdk-group-heading]]:pb-1 [&>[cmdk-group-heading]]:text-small [&>[cmdk-group-heading]]:text-ink-faint"
            >
              {rows.map((item) => (
                <Row key={item.id} item={item} onChoose={() => choose(item)} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </dialog>
  )
}

/** The customer that everything is narrowed to, by name. */
function useScopeName(): string | undefined {
  const { customer } = useCustomerScope()
  const { data } = useQuery({ ...namesOf.customers, enabled: customer !== undefined })
  return data?.find(({ key }) => key === customer)?.name ?? customer
}

function usePaletteItems(query: string, recent: ReturnType<typeof useRecent>[0]): PaletteItem[] {
  const asked = useDeferredValue(query)
  const offered = useOffered()
  const takeOver = useTakeOver()
  const beginnings = useBeginnings()
  const account = useAccountActions()
  const alerts = useAlertThings(asked, recent)
  const things = useNamedThings(recent)
  const scopes = useScopeThings()
  return [...offered, ...takeOver, ...beginnings, ...account, ...alerts, ...things, ...scopes]
}

function Row({ item, onChoose }: { item: PaletteItem; onChoose: () => void }) {
  return (
    <Command.Item
      value={item.id}
      disabled={item.isOff === true}
      onSelect={onChoose}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 data-[disabled=true]:cursor-default data-[selected=true]:bg-hover data-[disabled=true]:text-ink-faint max-md:min-h-11"
    >
      <item.icon className="size-4 shrink-0 text-ink-faint" aria-hidden />
      <span className="flex min-w-0 flex-1 gap-x-3 max-md:flex-col max-md:py-1.5 md:items-center">
        <span className="min-w-0 flex-1 truncate">{item.label}</span>
        {item.hint && <span className="truncate text-small text-ink-faint md:max-w-[45%]">{item.hint}</span>}
      </span>
      {item.keys && <KeyHint keys={item.keys} />}
    </Command.Item>
  )
}
