import { createConnection } from 'node:net'

/** Speaks SMTP line by line, without a client's good manners; returns everything that the server said. */
export function conversation(port: number, lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1')
    const open = ['EHLO test.example', ...lines]
    const said: string[] = []
    socket.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\r\n')) {
        if (line !== '') said.push(line)
        if (/^\d{3} /.test(line)) {
          const next = open.shift()
          if (next === undefined) socket.end()
          else socket.write(`${next}\r\n`)
        }
      }
    })
    socket.on('close', () => resolve(said)).on('error', reject)
  })
}
