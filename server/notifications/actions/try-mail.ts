import type { z } from 'zod'
import type { mailTrial, MailTrialResult } from '../../../contract/channels.ts'
import type { SmtpConfig } from '../../../contract/config/organization.ts'
import { audit } from '../../audit/index.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { outcomeOfMailError } from '../channels/smtp/outcome.ts'
import { sendMail } from '../channels/smtp/provider.ts'
import type { MailServer } from '../channels/smtp/settings.ts'
import { mailServerOf } from '../channels/smtp/settings.ts'
import { mailHtml, mailText } from '../content/layout.ts'
import { speakerFor } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'
import { findMailAddress } from '../store/channels.ts'
import { getSetup } from '../store/claims.ts'
import type { OrganizationSetup } from '../types.ts'

/** Below what a console waits for an answer. */
const timeoutMs = 15_000

type Trial = z.output<typeof mailTrial>

/**
 * Sends a mail at once and says what the server answered, word for word: beside the loop of deliveries, so that settings can
 * be tried before they are saved. Nothing leaves an organization that only tries Pikett out.
 */
export async function tryMail(parts: NotificationParts, caller: Caller, trial: Trial): Promise<MailTrialResult> {
  const { kernel } = parts
  const { setup, to } = await kernel.work.inOrganization(caller.orgId, async ({ trx }) => ({
    setup: await getSetup(trx, caller.orgId),
    to: trial.to ?? (caller.userId === undefined ? undefined : await findMailAddress(trx, caller.userId)),
  }))
  if (to === undefined)
    throw new Fault('invalid_request', 'An API key has no mailbox: say in "to" where the mail goes.')
  const server = setup.demo ? undefined : serverOf(kernel, setup, trial.smtp)
  const result = server ? await send(parts, caller, { setup, server, to }) : simulated(to)
  await kernel.work.inOrganization(caller.orgId, async (work) => {
    const { outcome, answer, host } = result
    const subject = { kind: 'channel', key: 'email' }
    audit(work, { action: 'channel.tested', actor: actorOf(caller), subject, data: { to, host, outcome, answer } })
  })
  return result
}

const simulated = (to: string): MailTrialResult => ({
  outcome: 'simulated',
  to,
  host: null,
  port: null,
  answer: null,
  reason: null,
  milliseconds: 0,
})

/** What was typed, with the saved password where it is the same server and user; else what is saved. */
function serverOf(kernel: Kernel, setup: OrganizationSetup, typed: SmtpConfig | undefined): MailServer | undefined {
  const { config, secrets } = kernel
  if (typed === undefined) return mailServerOf(setup, config, secrets)
  const saved =
    setup.smtpSealed === null ? undefined : (JSON.parse(secrets.open('provider', setup.smtpSealed)) as SmtpConfig)
  const isSame = saved?.host === typed.host && saved.user === typed.user
  const password = typed.password ?? (isSame ? saved.password : undefined)
  const smtp = { ...typed, ...(password !== undefined && { password }) }
  return mailServerOf({ ...setup, smtpSealed: secrets.seal('provider', JSON.stringify(smtp)) }, config, secrets)
}

interface Sending {
  setup: OrganizationSetup
  server: MailServer
  to: string
}

async function send(
  parts: NotificationParts,
  caller: Caller,
  { setup, server, to }: Sending,
): Promise<MailTrialResult> {
  const { kernel, outbound } = parts
  const date = kernel.clock.now()
  const began = performance.now()
  const result = (rest: Pick<MailTrialResult, 'outcome' | 'answer' | 'reason'>): MailTrialResult => ({
    to,
    host: server.host,
    port: server.port,
    milliseconds: Math.round(performance.now() - began),
    ...rest,
  })
  const content = wordsOf(kernel, caller, setup)
  const mail = {
    deliveryId: kernel.ids.next(date),
    to: { name: caller.name, address: to },
    from: server.from,
    date,
    content,
  }
  try {
    const { response } = await sendMail(outbound, server, mail, AbortSignal.timeout(timeoutMs))
    return result({ outcome: 'accepted', answer: response, reason: null })
  } catch (error) {
    const outcome = outcomeOfMailError(error as Error)
    if (outcome.kind === 'sent') throw error
    const { detail: answer, reason } = outcome
    return result({ outcome: outcome.kind === 'refused' ? 'refused' : 'failed', answer, reason })
  }
}

function wordsOf(kernel: Kernel, { name, language }: Caller, setup: OrganizationSetup) {
  const speaker = speakerFor(kernel.i18n, { language, timeZone: 'UTC' })
  const title = speaker.say('mail.trial.title')
  const layout = {
    preview: title,
    title,
    paragraphs: [speaker.say('mail.trial.lead', { organization: setup.name })],
    facts: [],
    fields: [],
    buttons: [],
    closing: [speaker.say('mail.trial.closing', { name })],
  }
  const [text, html] = [mailText(layout), mailHtml(layout, speaker)]
  const subject = speaker.say('mail.trial.subject')
  return { channel: 'email' as const, subject, text, html, links: [], thread: undefined, urgent: false }
}
