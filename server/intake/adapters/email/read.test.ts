import { describe, expect, test } from 'vitest'
import { readMail } from './read.ts'

const mailOf = (headers: readonly string[], body: string) =>
  Buffer.from(['From: nas@kunde.test', 'Subject: Disk 3 failed', ...headers, '', body].join('\r\n'))

const parts = (body: string) =>
  mailOf(['Content-Type: multipart/mixed; boundary=cut'], `--cut\r\n\r\nSee the report\r\n${body}--cut--\r\n`)

describe('a mail that is made to take long', () => {
  test.each([
    ['empty lines', mailOf([], '\r\n'.repeat(2_000_000))],
    ['short lines that flow', mailOf(['Content-Type: text/plain; format=flowed'], 'a \r\n'.repeat(1_000_000))],
    ['many parts', parts('--cut\r\n\r\nx\r\n'.repeat(300_000))],
    ['marks of HTML', mailOf(['Content-Type: text/html'], '<'.repeat(1_000_000))],
  ])('by %s is read to where it is enough', async (_what, raw) => {
    const startedAt = process.threadCpuUsage()
    expect((await readMail(raw)).subject).toBe('Disk 3 failed')
    const { user, system } = process.threadCpuUsage(startedAt)
    expect((user + system) / 1_000).toBeLessThan(4_000)
  })

  test.each([
    ['a header', `To: ${'a:b;'.repeat(1_000_000)}`],
    ['headers', `X-A: ${'b'.repeat(80)}\r\n`.repeat(10_000).trimEnd()],
  ])('by %s is not read at all', async (_what, header) => {
    await expect(readMail(mailOf([header], 'x'))).rejects.toThrow('header size')
  })
})

test('a long attachment is read to its end', async () => {
  const report = Buffer.alloc(5_000_000, 7)
  const lines = report.toString('base64').replaceAll(/(.{76})/g, '$1\r\n')
  const headers = ['Content-Type: application/pdf; name=report.pdf', 'Content-Transfer-Encoding: base64']
  const { text, attachments } = await readMail(parts(`--cut\r\n${headers.join('\r\n')}\r\n\r\n${lines}\r\n`))
  expect(text).toBe('See the report')
  expect(attachments).toEqual([{ name: 'report.pdf', bytes: 5_000_000 }])
})
