import type { Kernel } from '../../kernel/kernel.ts'
import type { Budget } from '../budget.ts'
import type { Collector } from '../collect.ts'
import type { SourceLookup } from '../lookup.ts'
import type { IntakeMetrics } from '../metrics.ts'
import { defaultMailLimits } from './limits.ts'
import type { MailLimits } from './limits.ts'
import { startMailServer } from './server.ts'
import type { MailServer } from './server.ts'

/** The built-in SMTP server of this node: off unless PIKETT_SMTP_PORT says where it listens. */
export interface Mailbox {
  /** Throws with words when it cannot listen there. */
  open(limits?: Partial<MailLimits>): Promise<void>
  /** Where it listens; undefined while it is off. */
  port(): number | undefined
  close(): Promise<void>
}

interface MailboxParts {
  kernel: Kernel
  lookup: SourceLookup
  collector: Collector
  budget: Budget
  metrics: IntakeMetrics
}

export function createMailbox(parts: MailboxParts): Mailbox {
  const { kernel } = parts
  const { smtpPort, smtpHost, host } = kernel.config
  let server: MailServer | undefined
  return {
    async open(limits) {
      if (smtpPort === undefined) return
      const all = { ...defaultMailLimits, ...limits }
      server = await startMailServer({ ...parts, limits: all }, smtpPort, smtpHost ?? host)
      kernel.log.info({ port: server.port }, 'taking mails of monitoring systems')
    },
    port: () => server?.port,
    close: async () => server?.close(),
  }
}

/** What stands behind the @ in the addresses of sources. */
export function mailDomainOf({ config, publicUrl }: Pick<Kernel, 'config' | 'publicUrl'>): string {
  return config.smtpDomain ?? new URL(publicUrl()).hostname.replaceAll(/[[\]]/g, '')
}
