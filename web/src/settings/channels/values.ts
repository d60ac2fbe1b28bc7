import type { SmtpConfig } from '../../../../contract/config/organization.ts'

export type MailValues = Record<'host' | 'port' | 'security' | 'user' | 'password' | 'from' | 'fromName', string>

export const securities = ['starttls', 'tls', 'none'] as const

const usualPort = { starttls: 587, tls: 465, none: 25 }

/** The password is never sent to a browser; empty, it stays as it is. */
export function valuesOf(smtp: SmtpConfig | undefined): MailValues {
  return {
    host: smtp?.host ?? '',
    port: `${smtp?.port ?? usualPort.starttls}`,
    security: smtp?.security ?? 'starttls',
    user: smtp?.user ?? '',
    password: '',
    from: smtp?.from ?? '',
    fromName: smtp?.fromName ?? '',
  }
}

export function smtpOf(values: MailValues): SmtpConfig {
  const security = securities.find((one) => one === values.security) ?? 'starttls'
  return {
    host: values.host.trim(),
    port: Number(values.port) || usualPort[security],
    security,
    from: values.from.trim(),
    ...(values.user.trim() && { user: values.user.trim() }),
    ...(values.password && { password: values.password }),
    ...(values.fromName.trim() && { fromName: values.fromName.trim() }),
  }
}

/** The port that goes with a kind of encryption, unless somebody chose one of their own. */
export function withSecurity(values: MailValues, security: string): MailValues {
  const before = securities.find((one) => one === values.security)
  const next = securities.find((one) => one === security) ?? 'starttls'
  const isUsual = before !== undefined && values.port === `${usualPort[before]}`
  return { ...values, security: next, ...(isUsual && { port: `${usualPort[next]}` }) }
}
