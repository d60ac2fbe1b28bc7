import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createClient } from '../server/testing/client.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, seen } from './support/look.ts'
import { openStage } from './support/stage.ts'

const sections = ['organization', 'channels', 'api-keys', 'configuration', 'audit', 'retention', 'about']

inBrowser('the settings', () => {
  const stage = openStage()
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

  test('make an API key whose token is shown once, works, and is refused as soon as it is revoked', async () => {
    const page = await stage.enter('alice', '/settings/api-keys')
    await page.getByRole('button', { name: 'New API key' }).click()
    await page.getByLabel('Name').fill('Backup server')
    await page.getByLabel('May').selectOption('responder')
    await page.getByLabel('Expires').selectOption('30')
    await page.getByRole('dialog').getByRole('button', { name: 'New API key' }).click()
    const shown = page.getByRole('dialog').getByText(/^pk_\w{32,}$/)
    const token = (await shown.textContent()) ?? ''
    const program = createClient(stage.world.app.url(), token)
    expect((await program.get('/alerts')).status).toBe(200)
    expect((await program.get('/audit')).status).toBe(403)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await expectGone(page.getByText(token))
    const row = page.getByRole('listitem').filter({ hasText: 'backup-server' })
    await expectSeen(row.getByText('Responder: answer and create alerts'))

    await row.getByRole('button', { name: 'Revoke backup-server' }).click()
    await expectSeen(page.getByText('Every program that uses this key is refused from its next request on.'))
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await expectGone(row)
    expect((await program.get('/alerts')).status).toBe(401)

    await page.goto(`${stage.world.app.url()}/settings/audit`)
    const log = page.getByRole('list', { name: 'Audit log' })
    await expectSeen(log.getByText('Alice Anders revoked the API key backup-server'))
    await expectSeen(log.getByText('The API key backup-server was used for the first time'))
    await page.getByLabel('What').selectOption('API keys')
    await expectGone(log.getByText('Alice Anders signed in'))
    await page.getByRole('button', { name: 'Verify the log' }).click()
    await expectSeen(page.getByText(/^\d+ entries, unbroken since the first\.$/))
  })

  test('say what a file would change, where it is wrong, and apply it', async () => {
    stage.allow(/status of 422 .*\/api\/v1\/config\?dryRun=true/)
    const page = await stage.enter('alice', '/settings/configuration')
    const file = page.getByLabel('Content of the file')
    const check = page.getByRole('button', { name: 'Show what would change' })
    await file.fill('teams:\n  - key: netops\n    name: NetOps\n    members: [alice, nobody]\n')
    await check.click()
    await expectSeen(page.getByText('The file has 1 mistake. Nothing was changed.'))
    await page.getByRole('button', { name: /^Line 4, column \d+$/ }).click()
    expect(await page.evaluate('getSelection().toString()')).toContain('members: [alice, nobody]')

    await file.fill(
      'teams:\n  - {key: netops, name: Night shift, members: [alice, bob]}\n  - {key: web, name: Web, members: [bob]}\n',
    )
    await check.click()
    const changes = page.getByRole('list', { name: 'Teams' })
    await expectSeen(changes.getByText('netops'), changes.getByText('differs: name'), changes.getByText('new'))
    expect((await stage.world.alice.get('/teams/web')).status).toBe(404)
    await page.getByRole('button', { name: 'Apply 2 changes' }).click()
    await expectSeen(page.getByText('2 changes applied'))
    expect((await stage.world.alice.get('/teams/web')).status).toBe(200)

    await page.goto(`${stage.world.app.url()}/settings/audit`)
    await seen(page.getByRole('button', { name: 'Details: Alice Anders changed 2 things in the set-up' })).click()
    await expectSeen(page.getByText('Teams: netops, changed (name)'), page.getByText('Teams: web, new'))
  })

  test('try a mail server out and quote its answer; keep the name of the organization when it is saved', async () => {
    const page = await stage.enter('alice', '/settings/channels')
    stage.world.mails.refuse('alice@example.test', { code: 550, text: '5.7.1 not from you' })
    await page.getByRole('button', { name: 'Send me a test mail' }).click()
    await expectSeen(page.getByText(/5\.7\.1 not from you/))
    stage.world.mails.refuse('alice@example.test', undefined)
    await page.getByRole('button', { name: 'Send me a test mail' }).click()
    await expectSeen(page.getByText(/has taken the mail to alice@example\.test/))
    stage.world.mails.take('alice@example.test')

    await page.goto(`${stage.world.app.url()}/settings/organization`)
    await page.getByLabel('Name', { exact: true }).fill('Nordlicht Nord GmbH')
    await page.getByRole('button', { name: 'Save' }).click()
    await expectSeen(page.getByText('Saved', { exact: true }))
    const { body } = await stage.world.alice.get<{ items: { name: string }[] }>('/organizations')
    expect(body.items[0]?.name).toBe('Nordlicht Nord GmbH')
  })

  test('are closed to a responder, who is told so and sees no way in', async () => {
    const page = await stage.enter('bob')
    await expectSeen(page.getByRole('navigation').first())
    expect(await page.getByRole('link', { name: 'Einstellungen' }).count()).toBe(0)
    for (const section of sections.slice(0, -1)) {
      await page.goto(`${stage.world.app.url()}/settings/${section}`)
      await expectSeen(heading(page, 'Dafür reicht Ihre Rolle nicht'))
    }
  })
})
