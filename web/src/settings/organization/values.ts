import type { MessageLimits, OrganizationConfig } from '../../../../contract/config/organization.ts'

/** The channels that have limits, as the configuration names them. */
export const limitedChannels = ['sms', 'voice', 'email', 'push', 'webhook'] as const
type LimitedChannel = (typeof limitedChannels)[number]
const kinds = ['contact', 'organization'] as const
export type LimitName = `messageLimits.${LimitedChannel}.${(typeof kinds)[number]}`

/** The organization as a form holds it; the names are the paths under which the server says what is wrong. */
export type OrganizationValues = Record<
  'name' | 'timezone' | 'language' | 'fallback' | 'selfTest' | 'selfTest.at' | 'requireSecondFactor' | LimitName,
  string
>

const limitNames = limitedChannels.flatMap((channel) =>
  kinds.map((kind): LimitName => `messageLimits.${channel}.${kind}`),
)

export function valuesOf(item: OrganizationConfig): OrganizationValues {
  const limits = Object.fromEntries(limitNames.map((name) => [name, limitAt(item.messageLimits, name)]))
  return {
    name: item.name,
    timezone: item.timezone,
    language: item.language,
    fallback: item.fallback ?? '',
    selfTest: item.selfTest === 'off' ? 'off' : 'on',
    'selfTest.at': item.selfTest === 'off' ? '10:00' : item.selfTest.at,
    requireSecondFactor: item.requireSecondFactor ? 'on' : 'off',
    ...(limits as Record<LimitName, string>),
  }
}

/** What is saved: everything of before that the form does not show stays. */
export function itemOf(values: OrganizationValues, before: OrganizationConfig): OrganizationConfig {
  const { fallback: _fallback, messageLimits: _limits, ...rest } = before
  const messageLimits = limitsOf(values)
  return {
    ...rest,
    name: values.name.trim(),
    timezone: values.timezone,
    language: values.language === 'de' ? 'de' : 'en',
    ...(values.fallback && { fallback: values.fallback }),
    selfTest: values.selfTest === 'off' ? 'off' : { at: values['selfTest.at'] },
    requireSecondFactor: values.requireSecondFactor === 'on',
    ...(messageLimits && { messageLimits }),
  }
}

function limitAt(limits: MessageLimits | undefined, name: LimitName): string {
  const [, channel, kind] = name.split('.') as [string, LimitedChannel, (typeof kinds)[number]]
  return `${limits?.[channel]?.[kind] ?? ''}`
}

/** Empty fields are the defaults, which are not written down. */
function limitsOf(values: OrganizationValues): MessageLimits | undefined {
  const limits: MessageLimits = {}
  for (const channel of limitedChannels) {
    const [contact, organization] = kinds.map((kind) => values[`messageLimits.${channel}.${kind}`])
    const own = {
      ...(contact && { contact: Number(contact) }),
      ...(organization && { organization: Number(organization) }),
    }
    if (Object.keys(own).length > 0) limits[channel] = own
  }
  return Object.keys(limits).length > 0 ? limits : undefined
}
