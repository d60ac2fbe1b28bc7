import type { ItemByNoun, SingleByNoun } from '../../../contract/config/items.ts'
import type { Finding } from '../types.ts'
import type { Noun } from './secrets.ts'

/** What may be left out because it is kept, where there is nothing to keep, or what is kept is about something else. */
export function judgeKept(noun: Noun, before: object | undefined, after: object): Finding[] {
  if (noun === 'providers') {
    return judgePassword(before as SingleByNoun['providers'], after as SingleByNoun['providers'])
  }
  if (noun === 'organization') {
    const { key } = before as SingleByNoun['organization']
    if ((after as SingleByNoun['organization']).key === key) return []
    return [{ path: ['key'], message: `The key of the organization is "${key}" and stays so.` }]
  }
  if (noun !== 'apiKeys' || before !== undefined) return []
  if ((after as Partial<ItemByNoun['apiKeys']>).token !== undefined) return []
  return [{ path: ['token'], message: '"token" is missing.' }]
}

/** A password that is left out stays; never is it sent to another server, or for another user. */
function judgePassword({ smtp: before }: SingleByNoun['providers'], { smtp }: SingleByNoun['providers']): Finding[] {
  if (!smtp || smtp.user === undefined || smtp.password !== undefined || before?.user === undefined) return []
  if (smtp.host === before.host && smtp.user === before.user) return []
  const message = 'Enter the password again: the one that is stored belongs to another server or user.'
  return [{ path: ['smtp', 'password'], message }]
}
