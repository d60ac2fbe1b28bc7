import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import type { ApiEnv } from './api.ts'

const folder = join(import.meta.dirname, '../../../web/dist')

/** The built console: its files, and its one page for every address that a browser opens. */
export function consoleFiles(): [MiddlewareHandler<ApiEnv>, MiddlewareHandler<ApiEnv>, MiddlewareHandler<ApiEnv>] {
  const files = serveStatic<ApiEnv>({
    root: folder,
    onFound(path, context) {
      // Names below assets/ carry the hash of their content; everything else is asked for again.
      const immutable = path.includes('/assets/')
      context.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return [compress(), files, page]
}

const page: MiddlewareHandler<ApiEnv> = async (context, next) => {
  const asksForPage = (context.req.header('accept') ?? '').includes('text/html')
  if (!asksForPage) return next()
  const file = join(folder, 'index.html')
  if (!existsSync(file)) {
    return context.text('The console has not been built. Start Pikett with "npm start", which builds it.', 503)
  }
  return context.html(readFileSync(file, 'utf8'), 200, { 'cache-control': 'no-cache' })
}
