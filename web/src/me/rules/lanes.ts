import { readDuration, durationKey } from '../../app/duration-text.ts'

/** As the API has it: a contact (or `push` for all devices) and how long after the beginning of a page. */
export interface Rule {
  contact: string
  after: string
}

/** What a rule can name. */
export interface Reachable {
  key: string
  channel: string
  address: string
  verified: boolean
  disabledExplanation: string | null
}

/** The diagram shows the first ten minutes; what comes later stands at its edge. */
export const shownSeconds = 600
/** Dragging and arrow keys move by this much. */
export const stepSeconds = 15

export const allDevices = 'push'

export interface Mark {
  /** Of the rule in its list; -1 for what happens without a rule. */
  index: number
  seconds: number
  isBeyond: boolean
}

export interface Lane {
  key: string
  channel: string
  label: string
  /** False: nothing is sent there, however the rules stand. */
  isUsable: boolean
  marks: Mark[]
}

export const secondsOf = (rule: Rule): number => readDuration(rule.after) ?? 0

const isUsable = (contact: Reachable) => contact.verified && contact.disabledExplanation === null

/**
 * One lane per contact in the order in which they are reached, devices together in one. Working devices that no rule speaks
 * of are messaged at once (rules/notifications/devices.ts), which the diagram shows as well.
 */
export function lanesOf(rules: readonly Rule[], contacts: readonly Reachable[]): Lane[] {
  const devices = contacts.filter((one) => one.channel === 'push')
  const lanes = new Map<string, Lane>()
  const laneOf = (key: string): Lane => {
    const known = lanes.get(key)
    if (known) return known
    const lane = emptyLane(key, contacts, devices)
    lanes.set(key, lane)
    return lane
  }
  const speaksOfDevices = rules.some(
    ({ contact }) => contact === allDevices || devices.some((device) => device.key === contact),
  )
  if (!speaksOfDevices && rules.length > 0 && devices.some(isUsable))
    laneOf(allDevices).marks.push({ index: -1, seconds: 0, isBeyond: false })
  rules.forEach((rule, index) => {
    const seconds = secondsOf(rule)
    laneOf(rule.contact).marks.push({ index, seconds, isBeyond: seconds > shownSeconds })
  })
  return [...lanes.values()].toSorted((a, b) => firstOf(a) - firstOf(b))
}

const firstOf = (lane: Lane) => Math.min(...lane.marks.map((mark) => mark.seconds))

function emptyLane(key: string, contacts: readonly Reachable[], devices: readonly Reachable[]): Lane {
  const contact = contacts.find((one) => one.key === key)
  if (contact) return { key, channel: contact.channel, label: contact.address, isUsable: isUsable(contact), marks: [] }
  const isAll = key === allDevices
  return {
    key,
    channel: isAll ? 'push' : '',
    label: isAll ? '' : key,
    isUsable: isAll && devices.some(isUsable),
    marks: [],
  }
}

/** Moves a rule to another moment, in steps, within the diagram. */
export function moved(rules: readonly Rule[], index: number, seconds: number): Rule[] {
  const step = Math.round(seconds / stepSeconds) * stepSeconds
  const after = durationKey(Math.min(Math.max(step, 0), shownSeconds))
  return rules.map((rule, at) => (at === index ? { ...rule, after } : rule))
}

/** In the order in which they are sent: as they are stored. */
export const inOrder = (rules: readonly Rule[]): Rule[] => rules.toSorted((a, b) => secondsOf(a) - secondsOf(b))

export const presetNames = ['pushFirst', 'allAtOnce', 'mailOnly'] as const
export type PresetName = (typeof presetNames)[number]

/** Beginnings that fit the contacts there are (R082: push first, then a call); undefined where one makes no sense. */
export function preset(name: PresetName, contacts: readonly Reachable[]): Rule[] | undefined {
  const usable = contacts.filter(isUsable)
  const first = (channel: string) => usable.find((one) => one.channel === channel)?.key
  const push = usable.some((one) => one.channel === 'push') ? allDevices : undefined
  const mail = first('email')
  if (name === 'mailOnly') return mail === undefined ? undefined : [{ contact: mail, after: '0s' }]
  const keys = [push, first('sms'), first('voice'), mail, first('webhook')].filter((key) => key !== undefined)
  if (name === 'allAtOnce') return keys.length < 2 ? undefined : keys.map((contact) => ({ contact, after: '0s' }))
  const quiet = push ?? first('webhook') ?? mail
  const loud = [first('sms'), first('voice')].filter((key) => key !== undefined)
  if (quiet === undefined || loud.length === 0) return undefined
  return [quiet, ...loud].map((contact, index) => ({ contact, after: durationKey(index * 60) }))
}

/** What is worth saying about rules before they are saved. */
export type Caution = 'none' | 'unusable' | 'late' | 'oneChannel'

/** An alert that waits longer than this for its first message has an unusual owner. */
const lateSeconds = 180

export function cautionsOf(rules: readonly Rule[], contacts: readonly Reachable[]): Caution[] {
  if (rules.length === 0) return ['none']
  const lanes = lanesOf(rules, contacts).filter((lane) => lane.isUsable)
  if (lanes.length === 0) return ['unusable']
  const channels = new Set(lanes.map((lane) => lane.channel))
  const late = Math.min(...lanes.map(firstOf)) >= lateSeconds
  return [...(late ? (['late'] as const) : []), ...(channels.size < 2 ? (['oneChannel'] as const) : [])]
}
