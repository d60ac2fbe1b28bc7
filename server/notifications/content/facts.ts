import type { AlertFacts } from '../types.ts'
import type { Speaker } from './words.ts'

/** Fields of an event that a mail shows; the console shows all. */
const shownFields = 8

/** What is broken, for whom, how bad, since when: pairs of a name and a value, the important ones first. */
export function factLines(facts: AlertFacts, { say, time }: Speaker): { name: string; value: string }[] {
  const named = [
    { name: say('fact.customer'), value: facts.customer?.name },
    { name: say('fact.service'), value: facts.service?.name },
    { name: say('fact.source'), value: facts.source?.name },
    { name: say('fact.severity'), value: say(`severity.${facts.severity}`) },
    { name: say('fact.since'), value: time(facts.createdAt) },
    { name: say('fact.status'), value: say(`status.${facts.status}`) },
    { name: say('fact.count'), value: facts.count > 1 ? say('fact.times', { count: facts.count }) : undefined },
  ]
  return named.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
}

/** The first fields that the sender gave, each cut to a line. */
export function fieldLines(facts: AlertFacts): { name: string; value: string }[] {
  return Object.entries(facts.fields)
    .slice(0, shownFields)
    .map(([name, value]) => ({ name, value: cut(value.replace(/\s+/g, ' ').trim(), 200) }))
}

export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`
}
