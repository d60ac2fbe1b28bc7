import { z } from 'zod'

const port = z.coerce
  .number('a port is a number between 0 and 65535')
  .int('a port is a whole number')
  .min(0)
  .max(65_535, 'the highest port is 65535')

const cidrList = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))

/** The environment of the process. Names and meanings stand in docs/settings.md. */
const environment = z.object({
  PIKETT_HOST: z.string().min(1).default('127.0.0.1'),
  PIKETT_PORT: port.default(3000),
  PIKETT_DATA_DIR: z.string().min(1).default('./data'),
  PIKETT_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PIKETT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PIKETT_CONFIG: z.string().min(1).optional(),
  PIKETT_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  PIKETT_OUTBOUND_ALLOW: cidrList,
  PIKETT_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  PIKETT_SECRET_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'write 32 bytes as 64 hexadecimal digits')
    .optional(),
  PIKETT_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  PIKETT_MAIL_FROM: z.string().min(3).optional(),
})

export interface Config {
  host: string
  port: number
  dataDir: string
  databaseUrl?: string
  publicUrl?: string
  configFile?: string
  role: 'all' | 'api' | 'worker'
  /** Networks (CIDR) that outgoing requests may reach although they are not public. */
  outboundAllow: string[]
  logLevel: string
  /** 32 bytes in hexadecimal; nodes that share a database must share it. Without it the data directory keeps one. */
  secretKey?: string
  smtpUrl?: string
  mailFrom?: string
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
  return present(parsed.data, demo)
}

function present(env: z.output<typeof environment>, demo: boolean): Config {
  return {
    host: env.PIKETT_HOST,
    port: env.PIKETT_PORT,
    dataDir: env.PIKETT_DATA_DIR,
    ...(env.PIKETT_DATABASE_URL && { databaseUrl: env.PIKETT_DATABASE_URL }),
    ...(env.PIKETT_PUBLIC_URL && { publicUrl: env.PIKETT_PUBLIC_URL.replace(/\/+$/, '') }),
    ...(env.PIKETT_CONFIG && { configFile: env.PIKETT_CONFIG }),
    role: env.PIKETT_ROLE,
    outboundAllow: env.PIKETT_OUTBOUND_ALLOW,
    logLevel: env.PIKETT_LOG_LEVEL,
    ...(env.PIKETT_SECRET_KEY && { secretKey: env.PIKETT_SECRET_KEY }),
    ...(env.PIKETT_SMTP_URL && { smtpUrl: env.PIKETT_SMTP_URL }),
    ...(env.PIKETT_MAIL_FROM && { mailFrom: env.PIKETT_MAIL_FROM }),
    demo,
  }
}
