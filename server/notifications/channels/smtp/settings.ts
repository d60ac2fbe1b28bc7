import type { SmtpConfig } from '../../../../contract/config/organization.ts'
import type { Config } from '../../../kernel/config.ts'
import type { Secrets } from '../../../kernel/secrets.ts'
import type { OrganizationSetup } from '../../types.ts'

export interface MailServer {
  host: string
  port: number
  security: SmtpConfig['security'] | 'opportunistic'
  user?: string
  password?: string
  from: { name: string; address: string }
  /** The operator's own server may stand anywhere; an organization's must be reachable for outgoing requests. */
  trusted: boolean
}

/** The organization's mail server, else the installation's; undefined when there is neither. */
export function mailServerOf(setup: OrganizationSetup, config: Config, secrets: Secrets): MailServer | undefined {
  if (setup.smtpSealed !== null) {
    const smtp = JSON.parse(secrets.open('provider', setup.smtpSealed)) as SmtpConfig
    const { host, port, security, user, password } = smtp
    return {
      host,
      port,
      security,
      trusted: false,
      ...(user !== undefined && { user, password: password ?? '' }),
      from: { name: smtp.fromName ?? setup.name, address: smtp.from },
    }
  }
  return config.smtpUrl === undefined ? undefined : ofInstallation(config.smtpUrl, config.mailFrom, setup)
}

/** `smtp://user:password@host:port` or `smtps://…`; STARTTLS is used when the server offers it. */
function ofInstallation(url: string, mailFrom: string | undefined, setup: OrganizationSetup): MailServer {
  const { protocol, hostname, port, username, password } = new URL(url)
  const tls = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (tls ? 465 : 587),
    security: tls ? 'tls' : 'opportunistic',
    ...(username !== '' && { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
    from: parseFrom(mailFrom, hostname, setup.name),
    trusted: true,
  }
}

/** `Pikett <alerts@example.com>` or the address alone. */
function parseFrom(text: string | undefined, host: string, organization: string): MailServer['from'] {
  const named = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(text ?? '')
  if (named) return { name: named[1] || organization, address: named[2]! }
  return { name: organization, address: text?.trim() || `pikett@${host}` }
}
