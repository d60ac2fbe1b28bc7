import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useState } from 'react'
import { namesOf } from '../../api/names.ts'
import { CheckIcon } from '../../ui/icons.ts'
import { rank } from '../fuzzy.ts'
import { useText } from '../i18n.ts'
import { latelyFirst, useCustomerChoice } from './recent-customers.ts'

/** More are found by typing on. */
const shownAtMost = 50
const all = '*'

/** All customers or one of them, found by typing. */
export default function CustomerChooser({ onDone }: { onDone: () => void }) {
  const { t } = useText()
  const { customer, setCustomer, recent } = useCustomerChoice()
  const { data: customers = [] } = useQuery(namesOf.customers)
  const [query, setQuery] = useState('')
  const found = rank(query, latelyFirst(customers, recent), ({ key, name }) => [name, key])
  const choose = (key: string | undefined) => {
    setCustomer(key)
    onDone()
  }
  return (
    <Command label={t('shell:customer.choose')} shouldFilter={false} loop vimBindings={false}>
      <Command.Input
        autoFocus
        value={query}
        onValueChange={setQuery}
        placeholder={t('shell:customer.search', { count: customers.length })}
        className="field-line h-9 w-full border-b border-line bg-transparent px-3 max-md:h-12"
      />
      {found.length === 0 && (
        <p role="status" className="px-3 py-4 text-ink-soft">
          {t('ui:combobox.none')}
        </p>
      )}
      <Command.List hidden={found.length === 0} className="max-h-80 scroll-py-1 overflow-y-auto p-1">
        {query.trim() === '' && (
          <Row value={all} label={t('shell:customer.all')} isChosen={!customer} onChoose={() => choose(undefined)} />
        )}
        {found.slice(0, shownAtMost).map(({ key, name }) => (
          <Row key={key} value={key} label={name} isChosen={key === customer} onChoose={() => choose(key)} />
        ))}
      </Command.List>
      {found.length > shownAtMost && (
        <p className="border-t border-line px-3 py-1.5 text-small text-ink-faint">
          {t('ui:combobox.hidden', { count: found.length - shownAtMost })}
        </p>
      )}
    </Command>
  )
}

function Row(props: { value: string; label: string; isChosen: boolean; onChoose: () => void }) {
  return (
    <Command.Item
      value={props.value}
      onSelect={props.onChoose}
      className="flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 data-[selected=true]:bg-hover max-md:min-h-11"
    >
      <span className="flex size-4 shrink-0 items-center text-accent">
        {props.isChosen && <CheckIcon className="size-4" />}
      </span>
      <span className="truncate">{props.label}</span>
    </Command.Item>
  )
}
