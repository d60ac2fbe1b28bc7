import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The reference: a list of as many rows of the same height, as HTML without a line of script. */
export async function startPlainList(): Promise<{ url: (rows: number) => string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const rows = Number(new URL(request.url ?? '/', 'http://plain').searchParams.get('rows') ?? 1)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pageOf(rows))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: (rows) => `http://127.0.0.1:${port}/?rows=${rows}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const rowPixels = 37

function pageOf(rows: number): string {
  const items = Array.from({ length: rows }, (_, index) => {
    const cells = ['triggered', `#${index}`, `Many errors on seeded-${index}`, 'Acme GmbH', 'ERP', '3 min', 'to Bob']
    return `<li data-alert>${cells.map((cell) => `<span>${cell}</span>`).join('')}</li>`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title><style>
    body { margin: 0; font: 14px system-ui } ul { margin: 0; padding: 0; list-style: none }
    li { display: grid; grid-template-columns: 7rem 4rem 2fr 1fr 1fr 5rem 9rem; gap: 12px; height: ${rowPixels - 1}px;
      align-items: center; border-bottom: 1px solid #ddd; padding: 0 24px } span { overflow: hidden; white-space: nowrap }
    </style><ul>${items.join('')}</ul></html>`
}
