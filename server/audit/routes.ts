import { createRoute } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'
import { auditList, auditQuery, lastVerification, verification, verifyRequest } from '../../contract/audit.ts'
import type { Api } from '../kernel/http/api.ts'
import { callerOf, createApi } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { exportLog, readLog, showLastVerification, verifyLog } from './actions.ts'

const tags = ['Audit']

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

const list = createRoute({
  method: 'get',
  path: '/audit',
  tags,
  summary: 'Who did what, newest first',
  request: { query: auditQuery },
  responses: json(auditList, 'A page of the audit log'),
})

const exportAll = createRoute({
  method: 'get',
  path: '/audit/export',
  tags,
  summary: 'The whole audit log, oldest first, one JSON object a line; the last line is the end of the chain',
  responses: { 200: { description: 'JSON lines (application/jsonl)' } },
})

const verify = createRoute({
  method: 'post',
  path: '/audit/verify',
  tags,
  summary: 'Check that nothing in the audit log was changed, removed, inserted or moved',
  request: { body: { required: false, content: { 'application/json': { schema: verifyRequest } } } },
  responses: json(verification, 'Whether the chain is whole, and the first problem if not'),
})

const last = createRoute({
  method: 'get',
  path: '/audit/verification',
  tags,
  summary: 'What the last check of the audit log found, whoever asked for it',
  responses: json(lastVerification, 'The last check; null before the first one'),
})

/** Mounted below /api/v1. */
export function auditRoutes(kernel: Kernel): Api {
  const api = createApi()
  api.openapi(list, async (context) => {
    const caller = callerOf(context, 'audit.read')
    return context.json(await readLog(kernel, caller, context.req.valid('query')), 200)
  })
  api.openapi(exportAll, (context) => {
    const caller = callerOf(context, 'audit.read')
    context.header('content-type', 'application/jsonl; charset=utf-8')
    context.header('content-disposition', 'attachment; filename="audit.jsonl"')
    return stream(context, async (out) => {
      for await (const line of exportLog(kernel, caller)) await out.write(line)
    })
  })
  api.openapi(verify, async (context) => {
    const caller = callerOf(context, 'audit.read')
    const { expect } = context.req.valid('json') ?? {}
    return context.json(await verifyLog(kernel, caller, expect), 200)
  })
  api.openapi(last, async (context) => {
    return context.json(await showLastVerification(kernel, callerOf(context, 'audit.read')), 200)
  })
  return api
}
