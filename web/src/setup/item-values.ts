/** What a form holds of an item: any part of it may be missing while it is being filled in. */
export type Draft<Item> = { [Name in keyof Item]?: Item[Name] | undefined }

/** The draft as it is sent: what is empty is left out, as in a file. */
export function cleaned<Item extends object>(draft: Draft<Item>): Draft<Item> {
  return Object.fromEntries(
    Object.entries(draft).filter(([, value]) => value !== undefined && value !== ''),
  ) as Draft<Item>
}

/** Whether two values say the same, in whatever order their fields stand; what is undefined counts as absent. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}

/** A key made of a name: "Klinik: Zabbix (Süd)" is "klinik-zabbix-sued". Empty when nothing of it can be used. */
export function keyFromName(name: string): string {
  const letters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
  return name
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '')
    .slice(0, 64)
}

/** The address of a form for something new is taken by the word; a thing of that key could not be opened. */
export const isKey = (key: string) => /^[a-z0-9][a-z0-9._-]{0,63}$/.test(key) && key !== 'new'

/** The list with one place moved to another. */
export function moved<Value>(list: readonly Value[], from: number, to: number): Value[] {
  const rest = list.filter((_, index) => index !== from)
  const value = list[from]
  if (value === undefined) return [...list]
  return [...rest.slice(0, to), value, ...rest.slice(to)]
}

/** The list with the value at one place put in its stead, or taken out when there is none. */
export function withAt<Value>(list: readonly Value[], place: number, value: Value | undefined): Value[] {
  return list.flatMap((one, index) => (index === place ? (value === undefined ? [] : [value]) : [one]))
}
