import { Fragment, type ReactNode } from 'react'
import { useText, type TextKey, type TextValues } from '../app/i18n.ts'

interface SlottedProps {
  text: TextKey
  values?: TextValues
  slots: Record<string, ReactNode>
}

const marker = '\u0001'

/** A sentence of the catalogue with living parts in it (a countdown, a link), wherever the language puts them. */
export function Slotted({ text, values = {}, slots }: SlottedProps) {
  const { t } = useText()
  const marked = Object.fromEntries(Object.keys(slots).map((name) => [name, `${marker}${name}${marker}`]))
  const parts = t(text, { ...values, ...marked }).split(marker)
  return parts.map((part, index) => <Fragment key={index}>{index % 2 === 1 ? slots[part] : part}</Fragment>)
}
