import { ApiError } from '../api/client.ts'
import { useText, type TextKey } from './i18n.ts'

/** Says in the language of the reader what went wrong and what to do; what has no words of its own is quoted. */
export function useErrorText(): (error: unknown) => string {
  const { t, has } = useText()
  return (error) => {
    if (!(error instanceof ApiError)) return t('errors:code.internal')
    const key = `errors:code.${error.code}` as const
    if (has(key)) return t(key as TextKey)
    const detail = error.detail ?? error.message
    return detail ? t('errors:fallback', { detail }) : t('errors:code.internal')
  }
}
