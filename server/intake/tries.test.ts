import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { source } from '../../contract/config/source.ts'
import type { SourceType } from '../../contract/config/source.ts'
import { adapterBench } from '../testing/adapter.ts'
import { adapterByType } from './adapters/registry.ts'
import { setupGuide } from './guide.ts'

const url = 'https://pikett.test/in/key'
const types = ['azure', 'cloudevents', 'datto', 'gcp', 'ilert', 'ncentral', 'ninjaone'] as const
const cases = types.flatMap((type) => (['de', 'en'] as const).map((language) => ({ type, language })))

function guideOf(type: SourceType, language: 'de' | 'en'): string {
  return setupGuide(type, language, { url, integrationKey: 'key', publicUrl: 'https://pikett.test' })!
}

/** The requests that a guide invites to try, as curl would send them to the address of the source. */
function triesOf(guide: string): { path: string; headers: Record<string, string>; body: string }[] {
  const calls = [...guide.matchAll(/^curl -X POST '([^']+)'(.*?)^```$/gms)]
  return calls
    .filter(([, address = '']) => address.startsWith(url))
    .map(([, address = '', rest = '']) => ({
      path: address.slice(url.length),
      headers: Object.fromEntries(
        [...rest.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']) => [name.toLowerCase(), value]),
      ),
      body: /(?:-d|--data-binary)[\s\\]+'([^']*)'/.exec(rest)?.[1] ?? '',
    }))
}

describe.each(cases)('the guide of $type ($language)', ({ type, language }) => {
  test('invites to requests that are events', () => {
    const { eventOf } = adapterBench(adapterByType[type], '')
    const tries = triesOf(guideOf(type, language))
    expect(tries.length).toBeGreaterThan(0)
    for (const { path, headers, body } of tries) {
      expect(['trigger', 'resolve']).toContain(eventOf(body, { path, headers }).action)
    }
  })
})

test.each(['de', 'en'] as const)('the settings in the guide of cloudwatch (%s) are valid', (language) => {
  const [, yaml = ''] = /^```yaml\n(.*?)^```$/ms.exec(guideOf('cloudwatch', language)) ?? []
  const { sources } = parse(yaml) as { sources: unknown[] }
  expect(source.parse(sources[0])).toMatchObject({ type: 'cloudwatch', cloudwatch: { rawDelivery: false } })
})

test.each(['de', 'en'] as const)('the templates in the guide of Datto (%s) are one alert and its end', (language) => {
  const { eventOf } = adapterBench(adapterByType.datto, '')
  const templates = [...guideOf('datto', language).matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = '']) =>
    text.replace('[alert_uid]', '4711'),
  )
  expect(templates.map((text) => eventOf(text))).toMatchObject([
    { action: 'trigger', dedupKey: '4711' },
    { action: 'resolve', dedupKey: '4711' },
  ])
})
