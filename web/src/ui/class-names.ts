import { clsx, type ClassValue } from 'clsx'
import { createTailwindMerge, type getDefaultConfig } from 'tailwind-merge'

const isAny = () => true
const isSize = (value: string) => /^(small|body|large|title|summary|\[\d.*\])$/.test(value)
const isWidth = (value: string) => /^(\d+(\.\d+)?|\[\d.*\])$/.test(value)
const isStyle = (value: string) => /^(solid|dashed|dotted|double|hidden|none)$/.test(value)
const isWeight = (value: string) => /^(thin|light|normal|medium|semibold|bold)$/.test(value)
const sides = ['t', 'r', 'b', 'l'] as const

/** `p-4`, `px-2`, `-mt-1`: one property and its sides. */
const sided = (name: string) => ({ [name]: [{ [name]: [isAny] }], ...each(name, ['x', 'y', ...sides]) })
const each = (name: string, parts: readonly string[]) =>
  Object.fromEntries(parts.map((part) => [`${name}${part}`, [{ [`${name}${part}`]: [isAny] }]]))
/** Names of which one wins over the other by standing later. */
const prefixed = (...names: string[]) => Object.fromEntries(names.map((name) => [name, [{ [name]: [isAny] }]]))
/** The same for what also stands alone: `border`, `rounded`. */
const bare = (isValue: (value: string) => boolean, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, [name, { [name]: [isValue] }]]))
const sidesOf = (name: string) => [`${name}x`, `${name}y`, ...sides.map((side) => `${name}${side}`)]

/**
 * What a class name sets, for the class names that are given to our components from outside. The library's own list of all
 * that Tailwind knows is three times the size of this one and would be a twentieth of the first page.
 */
const classGroups: Record<string, unknown[]> = {
  ...sided('p'),
  ...sided('m'),
  ...prefixed('w', 'h', 'size', 'min-w', 'max-w', 'max-h', 'grid-cols', 'col-start'),
  'min-h': ['target-height', { 'min-h': [isAny] }],
  ...prefixed(
    'items',
    'justify',
    'justify-self',
    'self',
    'z',
    'opacity',
    'order',
    'leading',
    'whitespace',
    'cursor',
    'bg',
    'shrink',
  ),
  ...prefixed('inset', 'top', 'right', 'bottom', 'left', 'overflow', 'overflow-x', 'overflow-y'),
  ...bare(isAny, 'rounded', 'rounded-t', 'rounded-b', 'shadow'),
  ...bare(isWidth, 'border', 'border-x', 'border-y', ...sides.map((side) => `border-${side}`)),
  // `gap-hatched` is one of our own and sets something else.
  ...Object.fromEntries(['gap', 'gap-x', 'gap-y'].map((name) => [name, [{ [name]: [isWidth] }]])),
  display: ['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'contents', 'hidden'],
  position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
  'flex-direction': [{ flex: ['row', 'row-reverse', 'col', 'col-reverse'] }],
  'flex-wrap': [{ flex: ['wrap', 'nowrap'] }],
  flex: [{ flex: ['1', 'auto', 'initial', 'none'] }],
  'font-family': [{ font: ['sans', 'mono'] }],
  'font-weight': [{ font: [isWeight] }],
  'text-alignment': [{ text: ['left', 'center', 'right'] }],
  'text-wrap': [{ text: ['balance', 'pretty', 'wrap', 'nowrap'] }],
  'font-size': [{ text: [isSize] }],
  'text-color': [{ text: [isAny] }],
  'border-style': [{ border: [isStyle] }],
  'border-color': [{ border: [isAny] }],
}

const conflictingClassGroups: Record<string, string[]> = {
  p: sidesOf('p'),
  px: ['pr', 'pl'],
  py: ['pt', 'pb'],
  m: sidesOf('m'),
  mx: ['mr', 'ml'],
  my: ['mt', 'mb'],
  size: ['w', 'h'],
  gap: ['gap-x', 'gap-y'],
  inset: ['top', 'right', 'bottom', 'left'],
  rounded: ['rounded-t', 'rounded-b'],
  border: ['border-x', 'border-y', ...sides.map((side) => `border-${side}`)],
  'border-x': ['border-l', 'border-r'],
  'border-y': ['border-t', 'border-b'],
  overflow: ['overflow-x', 'overflow-y'],
  'font-size': ['leading'],
}

const config = {
  cacheSize: 500,
  theme: {},
  classGroups,
  conflictingClassGroups,
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['*', '**', 'after', 'before', 'placeholder'],
}

// The library's types know its own list only.
const merge = createTailwindMerge(() => config as unknown as ReturnType<typeof getDefaultConfig>)

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names))
}
