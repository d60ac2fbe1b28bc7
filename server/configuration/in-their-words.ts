import type { MiddlewareHandler } from 'hono'
import { Fault } from '../kernel/fault.ts'
import type { ApiEnv } from '../kernel/http/api.ts'
import { answerError } from '../kernel/http/problem.ts'
import type { I18n } from '../kernel/i18n.ts'
import { faultInGerman } from './translate.ts'

/** Whoever asks with `Accept-Language: de` reads what is wrong with a configuration in German. */
export function inTheirWords(i18n: I18n): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    await next()
    const { error } = context
    if (!(error instanceof Fault) || error.code !== 'invalid_config') return
    if (!/^\s*de\b/i.test(context.req.header('accept-language') ?? '')) return
    context.res = answerError(faultInGerman(error, i18n.in('de')), context)
  }
}
