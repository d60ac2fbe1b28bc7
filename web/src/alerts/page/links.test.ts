import { expect, test } from 'vitest'
import { runbooksOf } from './links.ts'

test('a field named so and a link that calls itself so lead to the runbook, each once', () => {
  const url = 'https://wiki.example.test/disk'
  expect(
    runbooksOf({
      fields: { runbook_url: url, host: 'web-07', playbook: 'https://docs.example.test/p' },
      links: [
        { href: url, text: 'Runbook: disk full' },
        { href: 'https://grafana.example.test', text: 'Dashboard' },
      ],
    }),
  ).toEqual([
    { href: url, text: 'Runbook: disk full' },
    { href: 'https://docs.example.test/p', text: undefined },
  ])
})

test('what is no web address becomes no link', () => {
  const links = [{ href: 'javascript:alert(1)', text: 'Runbook' }]
  expect(runbooksOf({ fields: { runbook: 'ask Cleo', runbook_url: 'file:///etc/passwd' }, links })).toEqual([])
})
