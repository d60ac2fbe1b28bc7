import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { errorByCode } from '../../../contract/errors.ts'
import type { ErrorCode } from '../../../contract/errors.ts'
import type { Api, ApiEnv } from './api.ts'

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const types: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pikett API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="reference/swagger-ui.css"></head><body><div id="reference"></div>
<script src="reference/swagger-ui-bundle.js"></script><script src="reference/start.js"></script></body></html>`

const start = `SwaggerUIBundle({ url: 'openapi.json', domNode: document.getElementById('reference'), deepLinking: true })`

/** The reference page sets styles on elements, which the console's policy forbids; scripts stay our own. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(errorByCode) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .openapi('Problem')

const problemAnswer = {
  description: 'What happened, what it means and what to do (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same key and request within a day happen once and are answered the same',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
}

/** The description as the routes give it, with what is true of all of them: how errors look, and how a POST is repeated. */
function describe(api: Api, version: string): object {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Pikett', version, description: 'Errors are problem documents (RFC 9457) with a documented code.' },
    servers: [{ url: '/api/v1' }],
    security: [{ apiKey: [] }, { session: [] }],
  })
  for (const { get, post, put, patch, delete: remove } of Object.values(document.paths ?? {})) {
    for (const operation of [get, post, put, patch, remove]) {
      if (operation) operation.responses = { ...operation.responses, default: problemAnswer }
    }
    if (post) post.parameters = [...(post.parameters ?? []), idempotencyKey]
  }
  return document
}

/** GET /openapi.json (OpenAPI 3.1) and GET /reference, its page, which loads nothing from elsewhere. */
export function addReference(api: Api, version: string): void {
  const { openAPIRegistry } = api
  openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' })
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'pikett.session_token',
  })
  openAPIRegistry.register('Problem', problem)
  api.get('/openapi.json', (context) => context.json(describe(api, version)))
  api.get('/reference', (context) => context.html(page, 200, { 'content-security-policy': policy }))
  api.get('/reference/start.js', (context) => context.body(start, 200, { 'content-type': 'text/javascript' }))
  for (const name of Object.keys(types)) api.get(`/reference/${name}`, file(name))
}

const file =
  (name: string): MiddlewareHandler<ApiEnv> =>
  async (context) =>
    context.body(await readFile(join(folder, name)), 200, {
      'content-type': types[name]!,
      'cache-control': 'max-age=86400',
    })
