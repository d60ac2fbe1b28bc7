import { createServer } from 'node:net'

/** This port of loopback if nobody listens there, else 0, which stands for any. */
export async function ifFree(port: number): Promise<number> {
  if (port === 0) return 0
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(0))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)))
  })
}
