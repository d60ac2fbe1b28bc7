import type { z } from '@hono/zod-openapi'

/** The description of a route's JSON answer, of its body, and of an answer without content. */
export function answer<T extends z.ZodType>(schema: T, description: string) {
  return { 200: { content: { 'application/json': { schema } }, description } }
}

export function body<T extends z.ZodType>(schema: T) {
  return { content: { 'application/json': { schema } }, required: true }
}

export const noContent = { 204: { description: 'Done' } }
