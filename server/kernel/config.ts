import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { serverUrls } from './db/servers.ts'

const port = z.coerce
  .number('a port is a number between 0 and 65535')
  .int('a port is a whole number')
  .min(0)
  .max(65_535, 'the highest port is 65535')

const cidrList = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))

const isPostgresUrl = (text: string) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)

/** One server, or several with commas between them, of which the one that takes writes is used. */
const databaseUrl = z
  .string()
  .refine((text) => serverUrls(text).every(isPostgresUrl), 'write postgres://user:password@host:5432/database')

const secretKey = z.string().regex(/^[0-9a-f]{64}$/, 'write 32 bytes as 64 hexadecimal digits')

/** The environment of the process. Names and meanings stand in docs/settings.md. */
const environment = z.object({
  PIKETT_HOST: z.string().min(1).default('127.0.0.1'),
  PIKETT_PORT: port.default(3000),
  PIKETT_DATA_DIR: z.string().min(1).default('./data'),
  PIKETT_DATABASE_URL: databaseUrl.optional(),
  PIKETT_MIGRATE: z.enum(['on', 'off']).default('on'),
  PIKETT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PIKETT_CONFIG: z.string().min(1).optional(),
  PIKETT_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  PIKETT_OUTBOUND_ALLOW: cidrList,
  PIKETT_HEARTBEAT_URL: z.url({ protocol: /^https?$/ }).optional(),
  PIKETT_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PIKETT_SECRET_KEY: secretKey.optional(),
  PIKETT_SECRET_KEY_FILE: z.string().min(1).optional(),
  PIKETT_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  PIKETT_MAIL_FROM: z.string().min(3).optional(),
  PIKETT_SMTP_PORT: port.optional(),
  PIKETT_SMTP_HOST: z.string().min(1).optional(),
  PIKETT_SMTP_DOMAIN: z.string().min(1).toLowerCase().optional(),
  PIKETT_SMTP_TLS_CERT: z.string().min(1).optional(),
  PIKETT_SMTP_TLS_KEY: z.string().min(1).optional(),
})

export interface Config {
  host: string
  port: number
  dataDir: string
  /** May name several servers (kernel/db/servers.ts). */
  databaseUrl?: string
  /** False: a database that misses migrations is refused instead of changed. */
  migrate: boolean
  publicUrl?: string
  configFile?: string
  role: 'all' | 'api' | 'worker'
  /** Networks (CIDR) that outgoing requests may reach although they are not public. */
  outboundAllow: string[]
  /** Called as long as all is well, so that somebody else misses us when we are gone. */
  heartbeatUrl?: string
  logLevel: string
  /** 32 bytes in hexadecimal; nodes that share a database must share it. Without it the data directory keeps one. */
  secretKey?: string
  smtpUrl?: string
  mailFrom?: string
  /** Where the built-in SMTP server takes mails of monitoring systems; it is off without a port. */
  smtpPort?: number
  smtpHost?: string
  /** What stands behind the @ in the addresses of sources. */
  smtpDomain?: string
  /** Files in PEM; with both of them STARTTLS is offered. */
  smtpTlsCert?: string
  smtpTlsKey?: string
  demo: boolean
}

/** Reads the settings; throws an Error that names every wrong variable in words. */
export function readConfig(env: Record<string, string | undefined>, demo: boolean): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings cannot be used:\n${problems.join('\n')}`)
  }
  const config = present(parsed.data, demo)
  refuseContradictions(config)
  return config
}

/** Settings that are right alone and wrong together. */
function refuseContradictions(config: Config): void {
  const { role, databaseUrl: url, publicUrl, demo, migrate, smtpTlsCert, smtpTlsKey } = config
  const refuse = (why: string) => {
    throw new Error(`These settings cannot be used:\n  ${why}`)
  }
  if (role !== 'all' && url === undefined) {
    refuse(`PIKETT_ROLE: a node that is "${role}" only shares its database with others; name it in PIKETT_DATABASE_URL`)
  }
  if (role === 'worker' && publicUrl === undefined) {
    refuse('PIKETT_PUBLIC_URL: a worker answers nobody; it must know where the links in its messages lead')
  }
  if ((smtpTlsCert === undefined) !== (smtpTlsKey === undefined)) {
    refuse('PIKETT_SMTP_TLS_CERT, PIKETT_SMTP_TLS_KEY: a certificate and its key go together')
  }
  if (demo && role !== 'all') refuse('PIKETT_ROLE: the demo needs a node that does everything ("all")')
  if (!migrate && url === undefined) refuse('PIKETT_MIGRATE: the embedded database is brought up to date at each start')
}

/** The master key from the environment or from a file, as containers hand secrets over. */
function secretKeyOf({ PIKETT_SECRET_KEY: given, PIKETT_SECRET_KEY_FILE: file }: z.output<typeof environment>) {
  if (given !== undefined || file === undefined) return given
  const refuse = (why: string) => new Error(`These settings cannot be used:\n  PIKETT_SECRET_KEY_FILE: ${why}`)
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw refuse((error as Error).message)
  }
  if (!secretKey.safeParse(text).success) throw refuse(`${file} does not hold 32 bytes as 64 hexadecimal digits`)
  return text
}

function present(env: z.output<typeof environment>, demo: boolean): Config {
  const key = secretKeyOf(env)
  return {
    host: env.PIKETT_HOST,
    port: env.PIKETT_PORT,
    dataDir: env.PIKETT_DATA_DIR,
    ...(env.PIKETT_DATABASE_URL && { databaseUrl: env.PIKETT_DATABASE_URL }),
    migrate: env.PIKETT_MIGRATE === 'on',
    ...(env.PIKETT_PUBLIC_URL && { publicUrl: env.PIKETT_PUBLIC_URL.replace(/\/+$/, '') }),
    ...(env.PIKETT_CONFIG && { configFile: env.PIKETT_CONFIG }),
    role: env.PIKETT_ROLE,
    outboundAllow: env.PIKETT_OUTBOUND_ALLOW,
    ...(env.PIKETT_HEARTBEAT_URL && { heartbeatUrl: env.PIKETT_HEARTBEAT_URL }),
    logLevel: env.PIKETT_LOG_LEVEL,
    ...(key !== undefined && { secretKey: key }),
    ...(env.PIKETT_SMTP_URL && { smtpUrl: env.PIKETT_SMTP_URL }),
    ...(env.PIKETT_MAIL_FROM && { mailFrom: env.PIKETT_MAIL_FROM }),
    ...inboundMail(env),
    demo,
  }
}

function inboundMail(env: z.output<typeof environment>): Partial<Config> {
  return {
    ...(env.PIKETT_SMTP_PORT !== undefined && { smtpPort: env.PIKETT_SMTP_PORT }),
    ...(env.PIKETT_SMTP_HOST && { smtpHost: env.PIKETT_SMTP_HOST }),
    ...(env.PIKETT_SMTP_DOMAIN && { smtpDomain: env.PIKETT_SMTP_DOMAIN }),
    ...(env.PIKETT_SMTP_TLS_CERT && { smtpTlsCert: env.PIKETT_SMTP_TLS_CERT }),
    ...(env.PIKETT_SMTP_TLS_KEY && { smtpTlsKey: env.PIKETT_SMTP_TLS_KEY }),
  }
}
