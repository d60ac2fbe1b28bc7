import type { ProfileTab } from '../me/profile-tabs.ts'

interface Cure {
  word: 'contacts' | 'rules' | 'devices' | 'test' | 'invite'
  /** Where the person mends it alone. */
  tab?: ProfileTab
}

const contacts: Cure = { word: 'contacts', tab: 'contacts' }
const rules: Cure = { word: 'rules', tab: 'rules' }
const invite: Cure = { word: 'invite' }

const cureByCode: Record<string, Cure> = {
  no_high_rule: rules,
  no_low_rule: rules,
  rule_unusable: rules,
  device_dead: { word: 'devices', tab: 'devices' },
  not_tested: { word: 'test', tab: 'contacts' },
  test_old: { word: 'test', tab: 'contacts' },
  invitation_open: invite,
  invitation_expired: invite,
  cannot_sign_in: invite,
}

/** What mends a problem of readiness (rules/readiness/person.ts); everything else is about contacts. */
export const cureOf = (code: string): Cure => cureByCode[code] ?? contacts
