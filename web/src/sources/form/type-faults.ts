import type { SourceConfig } from '../../../../contract/config/source.ts'
import type { MailRule } from '../../../../contract/intake/email.ts'
import { compilePattern } from '../../../../rules/intake/pattern/program.ts'
import type { Translate } from '../../app/i18n.ts'
import type { Faults } from '../../setup/use-item-form.ts'
import { mailParts } from './mail-rules.ts'

type Draft = Partial<Pick<SourceConfig, 'email' | 'cloudwatch'>> | { email?: undefined; cloudwatch?: undefined }

/** What is wrong with the options of a type, in words, at its place; the server judges the rest when it is saved. */
export function typeFaults({ email, cloudwatch }: Draft, t: Translate): Faults {
  const faults: Faults = {}
  for (const [index, rule] of (email?.rules ?? []).entries()) Object.assign(faults, ruleFaults(rule, index, t))
  if (email?.senders?.some((one) => !/^[^\s@]*@[^\s@]+$/.test(one))) {
    faults['email.senders'] = t('sources:form.email.sendersFault')
  }
  if (cloudwatch?.topics?.some((one) => !/^arn:[^\s*]{1,250}\*?$/.test(one))) {
    faults['cloudwatch.topics'] = t('sources:form.cloudwatch.topicsFault')
  }
  return faults
}

function ruleFaults(rule: MailRule, index: number, t: Translate): Faults {
  const path = `email.rules.${index}`
  if (mailParts.every((part) => rule[part] === undefined)) return { [path]: t('sources:form.mail.needsCondition') }
  const wrong = mailParts.filter((part) => {
    const condition = rule[part]
    return typeof condition === 'object' && condition.matches !== undefined && !isPattern(condition.matches)
  })
  return Object.fromEntries(wrong.map((part) => [`${path}.${part}.matches`, t('sources:form.mail.patternFault')]))
}

/** By the very rules that run on mails. */
function isPattern(text: string): boolean {
  try {
    compilePattern(text)
    return true
  } catch {
    return false
  }
}
