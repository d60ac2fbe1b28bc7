import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Outbound } from './client.ts'
import { createOutbound, OutboundTimeout } from './client.ts'
import { OutboundRefused } from './guard.ts'

const open: (Server | Outbound)[] = []
afterEach(() => {
  for (const one of open.splice(0)) {
    one.close()
    if ('closeAllConnections' in one) one.closeAllConnections()
  }
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function outbound(allow: string[], resolver?: Parameters<typeof createOutbound>[1]): Outbound {
  const one = createOutbound(allow, resolver)
  open.push(one)
  return one
}

const ask = (client: Outbound, url: string, over: object = {}) =>
  client.request({ url, method: 'POST', headers: {}, body: '{}', timeoutMs: 5_000, maxResponseBytes: 1_000, ...over })

describe('a request to an address that somebody typed in', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://0:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://①②⑦.⓪.⓪.①:PORT/',
  ])('does not reach this machine as %s', async (pattern) => {
    let calls = 0
    const port = await serve((_, response) => {
      calls += 1
      response.end()
    })
    await expect(ask(outbound([]), pattern.replace('PORT', String(port)))).rejects.toThrow(OutboundRefused)
    expect(calls).toBe(0)
  })

  test.each([
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://user:pw@example.com/',
    'http://user@example.com/',
    'http://example.com:25/',
    'http://example.com:6379/',
    'not a url',
    'javascript:alert(1)',
    '',
  ])('is refused as %s', async (url) => {
    await expect(ask(outbound(['0.0.0.0/0']), url)).rejects.toMatchObject({ reason: 'url' })
  })

  test('reaches an allowed network, with its method, headers and body', async () => {
    const port = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        response.writeHead(201).end(`${request.method} ${String(request.headers['x-a'])} ${body}`)
      })
    })
    const answer = await ask(outbound(['127.0.0.0/8']), `http://127.0.0.1:${port}/`, { headers: { 'x-a': 'b' } })
    expect(answer).toMatchObject({ status: 201, body: 'POST b {}' })
  })

  test('goes to the very address that was checked, however the name resolves later', async () => {
    const port = await serve((_, response) => response.end('inside'))
    let asked = 0
    const rebinding = async () => {
      asked += 1
      // Public when it is asked first, this machine ever after.
      return [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]
    }
    const client = outbound(['192.0.2.0/24'], rebinding)
    await expect(ask(client, `http://rebind.test:${port}/`, { timeoutMs: 300 })).rejects.not.toThrow(OutboundRefused)
    expect(asked).toBe(1)
    await expect(ask(client, `http://rebind.test:${port}/`)).rejects.toThrow(OutboundRefused)
  })

  test('is refused when one of several addresses of the name leads inside', async () => {
    const mixed = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    await expect(ask(outbound([], mixed), 'http://mixed.test/')).rejects.toThrow('10.0.0.1')
  })

  test('does not follow a redirect', async () => {
    let calls = 0
    const port = await serve((_, response) => {
      calls += 1
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect((await ask(outbound(['127.0.0.1']), `http://127.0.0.1:${port}/`)).status).toBe(307)
    expect(calls).toBe(1)
  })

  test('ends when the other side hangs, before or within its answer', async () => {
    const port = await serve((request, response) => {
      if (request.url === '/within') response.writeHead(200).write('a')
    })
    const client = outbound(['127.0.0.1'])
    for (const path of ['before', 'within']) {
      const pending = ask(client, `http://127.0.0.1:${port}/${path}`, { timeoutMs: 200 })
      await expect(pending).rejects.toThrow(OutboundTimeout)
    }
  })

  test('reads no more of an endless answer than it was told to', async () => {
    const port = await serve((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(1_000)));
        response.once('drain', more)
      }
      more()
    })
    const answer = await ask(outbound(['127.0.0.1']), `http://127.0.0.1:${port}/`, { maxResponseBytes: 2_500 })
    expect(answer.body).toHaveLength(2_500)
  })

  test('is sent again when a kept connection was closed by the other side', async () => {
    const port = await serve((request, response) => {
      response.end('ok')
      request.on('close', () => setImmediate(() => request.socket.destroy()))
    })
    const client = outbound(['127.0.0.1'])
    for (let turn = 0; turn < 20; turn += 1) {
      expect((await ask(client, `http://127.0.0.1:${port}/`)).body).toBe('ok')
    }
  })

  test('a socket for another protocol is guarded alike', async () => {
    const port = await serve(() => undefined)
    await expect(outbound([]).connect('127.0.0.1', port, 1_000)).rejects.toThrow(OutboundRefused)
    await expect(outbound([]).connect('localhost', port, 1_000)).rejects.toThrow(OutboundRefused)
    await expect(outbound([]).connect('2130706433', port, 1_000)).rejects.toThrow(OutboundRefused)
    const socket = await outbound(['127.0.0.1']).connect('127.0.0.1', port, 1_000)
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  })
})
