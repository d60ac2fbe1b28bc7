import { useSyncExternalStore } from 'react'

const prefix = 'pikett.'
const listeners = new Set<() => void>()
/** What was read or chosen since the page was opened, so that a snapshot is the same object until it changes. */
const known = new Map<string, unknown>()

function read<Value>(name: string, initial: Value, isValue: (value: unknown) => value is Value): Value {
  if (!known.has(name)) known.set(name, stored(name, initial, isValue))
  return known.get(name) as Value
}

function stored<Value>(name: string, initial: Value, isValue: (value: unknown) => value is Value): Value {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? 'null')
    return isValue(value) ? value : initial
  } catch {
    return initial
  }
}

function remember(name: string, value: unknown) {
  known.set(name, value)
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A private window without storage: the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A choice about looks that this browser keeps. What a person would want to share belongs into the address instead. */
export function useRemembered<Value>(name: string, initial: Value, isValue: (value: unknown) => value is Value) {
  const value = useSyncExternalStore(subscribe, () => read(name, initial, isValue))
  return [value, (next: Value) => remember(name, next)] as const
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
export const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
