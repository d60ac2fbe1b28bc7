import { z } from 'zod'

/** Every list is `{items, nextCursor}`; `nextCursor` is null on the last page. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** The page of a list: `?limit=&cursor=`; the cursor is what the page before answered. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

/** A thing is named by its key or its id (UUID). */
export const keyOrId = z.string().min(1).max(64)

/** An instant in JSON: ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true })
