import { celFunc, celMethod, CelScalar, isCelList, isCelMap, listType, type CelFunc, type parse } from '@bufbuild/cel'

export type Expression = ReturnType<typeof parse>['expr']
type Call = Expression['exprKind'] & { case: 'callExpr' }

/** Elements that all loops of one evaluation together look at. */
const mostElements = 2_000
/** Characters and elements that its functions together are given: several passes over the largest event there is. */
const mostRead = 8_000_000
/** A text that grows beyond this is no longer one of an event. */
const longestText = 1_000_000

/** What the running evaluation may still take; evaluations never wait, so there is one at a time. */
const left = { elements: 0, read: 0 }

/** To be called before each evaluation. */
export function openBudget(): void {
  left.elements = mostElements
  left.read = mostRead
}

const inLoop = 'pikett.loops'
const asArgument = 'pikett.reads'
const asSummand = 'pikett.adds'

const { DYN, STRING, INT } = CelScalar

/** Throws when the texts and lists that functions are given are too large together. */
function read(amount: number): void {
  left.read -= amount
  if (left.read < 0) throw new Error('the texts that would have to be looked at are too long')
}

const passing = (name: string, look: (value: unknown) => void): CelFunc =>
  celFunc(name, [DYN], DYN, (value) => {
    look(value)
    return value
  })

const listOfAny = listType(DYN)

/**
 * Stand around what an expression walks through and what its functions are given: no expression can be interrupted, so that
 * what it may cost is counted before it does. `replace` and `join` are our own, because one call can multiply a text.
 */
export const countingFunctions: CelFunc[] = [
  passing(inLoop, (range) => {
    if (isCelList(range) || isCelMap(range)) left.elements -= range.size
    if (left.elements < 0) throw new Error(`more than ${mostElements} elements would have to be looked at`)
  }),
  passing(asArgument, (value) => {
    if (typeof value === 'string') read(value.length)
    else if (isCelList(value)) read(value.size)
  }),
  // Lists grow by reference, and macros build theirs element by element.
  passing(asSummand, (value) => {
    if (typeof value === 'string') read(value.length)
  }),
  celMethod('replace', STRING, [STRING, STRING], STRING, replaced),
  celMethod('replace', STRING, [STRING, STRING, INT], STRING, replaced),
  celMethod('join', listOfAny, [], STRING, joined),
  celMethod('join', listOfAny, [STRING], STRING, joined),
]

function replaced(this: string, what: string, by: string, times?: bigint): string {
  const most = times === undefined || times < 0n ? Number.POSITIVE_INFINITY : Number(times)
  const parts = what === '' ? ['', ...Array.from(this), ''] : this.split(what)
  const gaps = Math.min(most, parts.length - 1)
  if (this.length + gaps * by.length > longestText) throw tooLong()
  return parts.slice(0, gaps + 1).join(by) + (gaps < parts.length - 1 ? what + parts.slice(gaps + 1).join(what) : '')
}

function joined(this: Iterable<unknown>, separator = ''): string {
  let text = ''
  let isFirst = true
  for (const item of this) {
    if (typeof item !== 'string') throw new Error('invalid argument to function join: list contains non-string value')
    text += isFirst ? item : separator + item
    isFirst = false
    if (text.length > longestText) throw tooLong()
  }
  return text
}

const tooLong = () => new Error(`the text would become longer than ${longestText} characters`)

const around = (name: string, inner: Expression): Expression => ({
  ...inner,
  exprKind: { case: 'callExpr', value: { $typeName: 'cel.expr.Expr.Call', function: name, args: [inner] } },
})

/** What a macro (all, exists, filter, map …) walks through, counted. */
export const countedRange = (range: Expression): Expression => around(inLoop, range)

/** Operators that look at no text: they choose, or find by a name. */
const free = new Set(['_&&_', '_||_', '!_', '_?_:_', '_[_]', '@not_strictly_false'])

/** Counts what a call is given; a text that stands in the expression itself is as short as the expression. */
export function countArguments({ value }: Call): void {
  if (free.has(value.function)) return
  const counted = (one: Expression) => countedValue(one, value.function === '_+_' ? asSummand : asArgument)
  value.args = value.args.map(counted)
  // In `strings.quote(…)` there stands no value but the name of a family of functions.
  if (value.target && value.function !== 'quote') value.target = counted(value.target)
}

/** The elements of a list that an expression writes: functions find them there. */
export const countedElement = (element: Expression): Expression => countedValue(element, asArgument)

function countedValue(value: Expression, name: string): Expression {
  return value.exprKind.case === 'constExpr' ? value : around(name, value)
}
