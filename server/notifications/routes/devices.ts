import { createRoute, z } from '@hono/zod-openapi'
import { deviceList, newDevice, pushKey, registered } from '../../../contract/devices.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Api } from '../../kernel/http/api.ts'
import { createApi, personOf, signedIn } from '../../kernel/http/api.ts'
import { registerDevice, removeDevice } from '../actions/devices.ts'
import { presentDevice, showDevices } from '../actions/look.ts'
import type { NotificationParts } from '../parts.ts'
import { body, json } from './schemas.ts'

const tags = ['My contacts']

const key = createRoute({
  method: 'get',
  path: '/push/key',
  tags,
  summary: 'The public key with which a browser subscribes (applicationServerKey)',
  responses: { 200: json(pushKey, 'The key in base64url') },
})

const list = createRoute({
  method: 'get',
  path: '/me/devices',
  tags,
  summary: 'The browsers that show your pages as notifications',
  responses: { 200: json(deviceList, 'Your devices') },
})

const add = createRoute({
  method: 'post',
  path: '/me/devices',
  tags,
  summary: 'Have your pages shown on a browser; a test message follows',
  request: { body: body(newDevice) },
  responses: { 201: json(registered, 'The device, and the test message to it') },
})

const remove = createRoute({
  method: 'delete',
  path: '/me/devices/{id}',
  tags,
  summary: 'Show nothing on this device any more',
  request: { params: z.object({ id: z.string().max(64) }) },
  responses: { 204: { description: 'Removed' } },
})

/** To be mounted under /api/v1. */
export function deviceRoutes(parts: NotificationParts): Api {
  const api = createApi()
  const { work, secrets } = parts.kernel
  api.openapi(key, async (context) => {
    signedIn(context)
    return context.json({ publicKey: (await parts.vapid()).publicKey }, 200)
  })
  api.openapi(list, async (context) => {
    const { orgId, userId, language } = personOf(context)
    const items = await work.inOrganization(orgId, ({ trx }) => showDevices(trx, parts, userId, language))
    return context.json({ items, nextCursor: null }, 200)
  })
  api.openapi(add, async (context) => {
    const caller = personOf(context)
    const owner = { userId: caller.userId, actor: actorOf(caller) }
    const { row, deliveryId } = await work.inOrganization(caller.orgId, (inside) =>
      registerDevice(inside, secrets, owner, context.req.valid('json')),
    )
    return context.json({ device: presentDevice(parts, row, caller.language), deliveryId }, 201)
  })
  api.openapi(remove, async (context) => {
    const caller = personOf(context)
    const owner = { userId: caller.userId, actor: actorOf(caller) }
    await work.inOrganization(caller.orgId, (inside) => removeDevice(inside, owner, context.req.valid('param').id))
    return context.body(null, 204)
  })
  return api
}
