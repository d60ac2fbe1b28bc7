import { z } from 'zod'
import type { AlertEvent } from '../../../../contract/intake/event.ts'
import { addField, limitFields, type Fields } from '../fields.ts'
import type { JsonObject } from '../json.ts'
import { shapeProblem, someText } from '../shape.ts'
import { dedupKeyOf, firstLine, scalarOf, textOf } from '../text.ts'
import { invalid, type Reading } from '../vendor.ts'

const ticket = z.object({
  action: someText,
  ncentralTicketId: z.union([someText, z.number()], 'must be a string or a number'),
})

const actionByWord: Readonly<Record<string, AlertEvent['action']>> = {
  create: 'trigger',
  reopen: 'trigger',
  update: 'change',
  close: 'resolve',
}

/** A ticket of N-central's custom PSA: opened, amended, closed or opened again. */
export function ticketReading(body: JsonObject): Reading {
  const problem = shapeProblem(ticket, body)
  if (problem) return problem
  const word = textOf(body.action)?.trim().toLowerCase() ?? ''
  if (!Object.hasOwn(actionByWord, word)) {
    return invalid('action must be one of CREATE, UPDATE, CLOSE, REOPEN')
  }
  const id = scalarOf(body.ncentralTicketId) ?? ''
  const fields: Fields = {}
  for (const name of ['details', 'ncentralTicketId', 'psaTicketNumber', 'customTag']) {
    addField(fields, name, scalarOf(body[name]) ?? '')
  }
  return {
    action: actionByWord[word]!,
    dedupKey: dedupKeyOf(`ticket ${id}`),
    summary: firstLine(textOf(body.title) ?? textOf(body.details) ?? `N-central ${id}`),
    // A ticket says nothing about how bad it is.
    severity: 'unknown',
    fields: limitFields(fields),
    links: [],
    images: [],
    raw: body,
  }
}
