import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { adapterBench, asForm } from '../testing/adapter.ts'
import { adapterByType } from './adapters/registry.ts'
import { setupGuide } from './guide.ts'

const languages = ['de', 'en'] as const
const url = 'https://pikett.test/in/key'
const guideOf = (type: string, language: (typeof languages)[number]) =>
  setupGuide(type, language, { url, integrationKey: 'key', publicUrl: 'https://pikett.test' })!

/** The blocks of code of this kind in a guide, in their order. */
const blocksOf = (guide: string, kind: string) =>
  [...guide.matchAll(/^```(\S*)\n(.*?)^```$/gms)].filter(([, found]) => found === kind).map(([, , text]) => text!)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pikett-guides-'))
  // Writes down what it is asked to send, one argument a line, and answers as a server would.
  writeFileSync(join(folder, 'curl'), `#!/bin/sh\nprintf '%s\\0' "$@" >'${folder}/sent'\nprintf '%s' "$ANSWER"\n`)
  chmodSync(join(folder, 'curl'), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the script of a guide as the monitoring would; what curl is asked to send comes back as the form that it makes. */
function run(script: string, args: string[], env: Record<string, string> = {}) {
  const file = join(folder, 'script')
  writeFileSync(file, script)
  const { status, stdout, stderr } = spawnSync('/bin/sh', [file, ...args], {
    env: { PATH: `${folder}:${process.env.PATH ?? ''}`, ...env },
    encoding: 'utf8',
  })
  const sent = readFileSync(join(folder, 'sent'), 'utf8').split('\0')
  const form = new URLSearchParams()
  for (const [at, argument] of sent.entries()) {
    if (argument !== '--data-urlencode') continue
    const pair = sent[at + 1]!
    form.append(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  return { status, said: `${stdout}${stderr}`, address: sent.includes(url), body: form.toString() }
}

describe.each(languages)('the scripts of the guides (%s)', (language) => {
  test.each(['nagios', 'icinga'] as const)('of %s hand over every argument as it is', (type) => {
    const { eventOf } = adapterBench(adapterByType[type], '')
    const [script = ''] = blocksOf(guideOf(type, language), 'sh')
    const output = `a "quoted" & 100% = $HOME 'text' @file; \`id\`\nsecond line`
    const sent = run(script, [
      'notification_type=PROBLEM',
      'host=db-01',
      'service=Disk /',
      'state=CRITICAL',
      `output=${output}`,
    ])
    expect(sent).toMatchObject({ status: 0, address: true })
    expect(eventOf(sent.body, asForm)).toMatchObject({
      action: 'trigger',
      dedupKey: 'db-01/Disk /',
      fields: { output },
    })
  })

  test('of Checkmk hands over its variables, and says whether it is worth trying again', () => {
    const { eventOf } = adapterBench(adapterByType.checkmk, '')
    const [script = ''] = blocksOf(guideOf('checkmk', language), 'sh')
    const env = {
      OMD_SITE: 'berlin',
      NOTIFY_WHAT: 'SERVICE',
      NOTIFY_NOTIFICATIONTYPE: 'RECOVERY',
      NOTIFY_HOSTNAME: 'erp-db',
      NOTIFY_SERVICEDESC: 'CPU "load"',
      NOTIFY_SERVICESTATE: 'OK',
      NOTIFY_SERVICEOUTPUT: '$(id) & 12%',
      NOTIFY_SERVICEURL: '/check_mk/index.py?x=1&y=2',
      NOTIFY_PARAMETER_1: 'https://monitoring.test/berlin',
      NOTIFY_PARAMETER_2: 'unused',
    }
    const sent = run(script, [], { ...env, ANSWER: '202' })
    expect(sent).toMatchObject({ status: 0, address: true })
    expect(eventOf(sent.body, asForm)).toMatchObject({
      action: 'resolve',
      dedupKey: 'berlin/erp-db/CPU "load"',
      summary: 'erp-db/CPU "load" OK: $(id) & 12%',
      links: [{ href: 'https://monitoring.test/berlin/check_mk/index.py?x=1&y=2' }],
    })
    for (const [ANSWER, status] of [
      ['000', 1],
      ['503', 1],
      ['429', 1],
      ['404', 2],
      ['401', 2],
    ] as const)
      expect(run(script, [], { ...env, ANSWER }).status).toBe(status)
  })

  test('of Zabbix posts its macros, and fails when Pikett refuses', () => {
    const { eventOf } = adapterBench(adapterByType.zabbix, '')
    const [yaml = ''] = blocksOf(guideOf('zabbix', language), 'yaml')
    const file = parse(yaml) as { zabbix_export: { media_types: { parameters: Parameter[]; script: string }[] } }
    const { parameters, script } = file.zabbix_export.media_types[0]!
    const value = {
      ...asObject(parameters),
      'EVENT.ID': '4711',
      'EVENT.VALUE': '0',
      'EVENT.UPDATE.STATUS': '0',
      'EVENT.NAME': 'CPU',
    }
    const good = runZabbix(script, { ...value, 'PIKETT.SECRET': 'geheim' }, 202)
    expect(good).toMatchObject({
      address: url,
      result: 'OK',
      headers: expect.arrayContaining(['X-Pikett-Secret: geheim']),
    })
    expect(good.body).not.toContain('geheim')
    expect(eventOf(good.body)).toMatchObject({ action: 'resolve', dedupKey: '4711', summary: 'CPU' })
    expect(runZabbix(script, value, 202).headers).toEqual(['Content-Type: application/json'])
    expect(() => runZabbix(script, value, 404)).toThrow('Pikett answered 404: no such key')
    // As its button "Test" sends them.
    expect(eventOf(runZabbix(script, asObject(parameters), 202).body)).toMatchObject({ reason: 'test_notification' })
  })

  test('of PRTG and Datadog are payloads that are understood', () => {
    const [payload = ''] = blocksOf(guideOf('prtg', language), '')
    const filled = payload.trim().replace('%sensorid', '2045').replace('%status', 'Down').replace('%message', 'x')
    expect(adapterBench(adapterByType.prtg, '').eventOf(filled, asForm)).toMatchObject({
      action: 'trigger',
      dedupKey: '2045',
    })
    const [template = ''] = blocksOf(guideOf('datadog', language), 'json')
    const body = template
      .replace('$ALERT_CYCLE_KEY', '7')
      .replace('$ALERT_TRANSITION', 'Recovered')
      .replace('$EVENT_TITLE', 'CPU')
    expect(adapterBench(adapterByType.datadog, '').eventOf(body)).toMatchObject({
      action: 'resolve',
      dedupKey: '7',
      summary: 'CPU',
      severity: 'unknown',
      links: [],
    })
  })

  test.each(['datadog', 'grafana', 'sentry', 'uptimekuma', 'zabbix'] as const)(
    'of %s to try things out open an alert',
    (type) => {
      const calls = blocksOf(guideOf(type, language), 'sh').filter((block) => block.includes('curl -X POST'))
      expect(calls).toHaveLength(1)
      const [, body = ''] = /-d '(\{.*\})'/s.exec(calls[0]!) ?? []
      expect(calls[0]).toContain(url)
      expect(adapterBench(adapterByType[type], '').eventOf(body)).toMatchObject({ action: 'trigger' })
    },
  )
})

interface Parameter {
  name: string
  value: string
}
const asObject = (parameters: Parameter[]) => Object.fromEntries(parameters.map(({ name, value }) => [name, value]))

/** Runs the script of a media type as Zabbix does: a function of the text `value`. */
function runZabbix(script: string, value: object, status: number) {
  const sent = { address: '', body: '', headers: [] as string[], result: '' }
  class HttpRequest {
    addHeader(header: string) {
      sent.headers.push(header)
    }
    post(address: string, body: string) {
      Object.assign(sent, { address, body })
      return status === 202 ? '{}' : 'no such key'
    }
    getStatus() {
      return status
    }
  }
  // Zabbix throws texts, not errors.
  const wrapped = `(function (value) { try { return { result: (function () {${script}})() } } catch (thrown) { return { thrown: String(thrown) } } })`
  const act = runInNewContext(wrapped, { HttpRequest }) as (value: string) => { result?: string; thrown?: string }
  const { result, thrown } = act(JSON.stringify(value))
  if (thrown !== undefined) throw new Error(thrown)
  return { ...sent, result }
}
