import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import german from '../../messages/de/mistakes.json' with { type: 'json' }
import english from '../../messages/en/mistakes.json' with { type: 'json' }
import { createI18n } from '../kernel/i18n.ts'
import { tokens } from '../testing/people.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { inGerman } from './translate.ts'

const say = createI18n().in('de')

describe('a mistake of a configuration in German', () => {
  test.each([
    [
      'There is no schedule "primry". Did you mean "primary"?',
      'Es gibt keinen Dienstplan „primry“. Meinten Sie „primary“?',
    ],
    ['The team "netops" still names the user "bob".', 'Das Team „netops“ nennt noch die Person „bob“.'],
    ['"key" must have at least 1 entry.', '„key“ braucht mindestens 1 Eintrag.'],
    ['"rotation" must be a list.', '„rotation“ muss sein: eine Liste.'],
    ['The source "a" has the same integrationKey.', 'Schon vergeben (Schlüssel): Die Alarmquelle „a“ hat dasselbe.'],
    [
      '"soon" is not a duration; write it like 90s, 5m, 1h30m or 1d',
      '„soon“ ist keine Dauer. Schreiben Sie 90s, 5m, 1h30m oder 1d.',
    ],
    ['There is no unicorn "x".', undefined],
    ['Something that nobody translated', undefined],
  ])('%s', (message, expected) => {
    expect(inGerman(message, say)).toBe(expected)
  })

  test('has the same parameters in every sentence as the English one', () => {
    const names = (text: string) => new Set(text.match(/\{\{\w+\}\}/g))
    for (const [code, text] of Object.entries(english.text)) {
      const translated = (german.text as Record<string, string>)[code] ?? ''
      expect([...names(text)]).toEqual(expect.arrayContaining([...names(translated)]))
    }
    expect(Object.keys(german.text)).toEqual(Object.keys(english.text))
  })
})

describe('who asks for German', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world.close())

  const refused = async (path: string, method: string, body: string, type: string, language: string) => {
    const response = await fetch(`${world.app.url()}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${tokens.alice}`, 'content-type': type, 'accept-language': language },
      ...(body !== '' && { body }),
    })
    return (await response.json()) as { detail: string; problems: { message: string; language?: string }[] }
  }

  test('reads it of an item, of a removal and of a file, each marked; who does not, reads English', async () => {
    const team = JSON.stringify({ name: 'Night', members: ['bobb'] })
    const put = (language: string) => refused('/config/teams/night', 'PUT', team, 'application/json', language)
    expect(await put('de-DE,de;q=0.9,en;q=0.5')).toMatchObject({
      detail: 'Es gibt keine Person „bobb“. Meinten Sie „bob“?',
      problems: [{ message: 'Es gibt keine Person „bobb“. Meinten Sie „bob“?', language: 'de' }],
    })
    const inEnglish = await put('en')
    expect(inEnglish.problems).toEqual([{ path: 'members.0', message: 'There is no user "bobb". Did you mean "bob"?' }])
    const removal = await refused('/config/schedules/primary?dryRun=true', 'DELETE', '', 'application/json', 'de')
    expect(removal.problems[0]).toMatchObject({
      language: 'de',
      message: expect.stringContaining('nennt noch den Dienstplan'),
    })
    const file = await refused('/config?dryRun=true', 'POST', 'teams: [{key: x}]', 'text/yaml', 'de')
    expect(file.detail).toMatch(/^Zeile 1, Spalte \d+: Hier fehlt „name“\./)
  })
})
