import { ApiError } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'

/** Why the server refused what was saved: its own words where it has found something, else those of the error. */
export function useProblemText(error: unknown): string | undefined {
  const { t } = useText()
  const errorText = useErrorText()
  if (!error) return undefined
  const found = error instanceof ApiError ? error.fields.flatMap(({ message }) => message ?? []) : []
  return found.length > 0 ? t('schedule:problem.refused', { detail: found.join(' ') }) : errorText(error)
}
