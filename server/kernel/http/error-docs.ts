import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { ApiEnv } from './env.ts'

const file = join(import.meta.dirname, '../../../docs/errors.md')

/** GET /docs/errors: where the `type` of every problem document leads. Plain text, readable anywhere. */
export function errorDocs(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.get('/docs/errors', async (context) => {
    return context.text(await readFile(file, 'utf8'), 200, { 'cache-control': 'max-age=3600' })
  })
  return routes
}
