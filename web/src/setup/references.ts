import { useQuery } from '@tanstack/react-query'
import { namesOf } from '../api/names.ts'
import type { Named } from '../api/types.ts'
import type { Option } from '../ui/combobox/options.ts'

function useNames(kind: keyof typeof namesOf): Named[] {
  const { data } = useQuery<Named[], Error, Named[], readonly unknown[]>(namesOf[kind] as never)
  return (data as Named[] | undefined) ?? []
}

/** What can be chosen by name, with the key where names alone do not tell. */
export function useOptions(kind: keyof typeof namesOf): Option[] {
  const data = useNames(kind)
  return data.map(({ key, name }) => ({ value: key, label: name, hint: name === key ? undefined : key }))
}

/** The name behind a key, or the key itself while it is not known. */
export function useNameOf(kind: keyof typeof namesOf): (key: string) => string {
  const data = useNames(kind)
  const names = new Map(data.map(({ key, name }) => [key, name]))
  return (key) => names.get(key) ?? key
}
