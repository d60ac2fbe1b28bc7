import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { PasskeyIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { isDismissed, passkeySupport, signInByPasskey, stopAsking } from './passkeys.ts'

/** Shorter than the server remembers its question. */
const askAgainMilliseconds = 4 * 60_000

/** One press instead of password and code; the browser also offers it in the field of the address. */
export function PasskeyButton({ onEntered }: { onEntered: () => Promise<void> }) {
  const { t } = useText()
  const errorText = useErrorText()
  const offer = useOffer(onEntered)
  const signIn = useMutation({
    mutationFn: () => signInByPasskey({ quietly: false }),
    onSuccess: onEntered,
    // The browser asks one question at a time.
    onSettled: () => offer.again(),
  })
  if (passkeySupport() !== 'yes') return null
  const error = signIn.error && !isDismissed(signIn.error) ? signIn.error : offer.error
  return (
    <>
      {error != null && <Notice tone="problem">{errorText(error)}</Notice>}
      <Button size="large" busy={signIn.isPending} onClick={() => signIn.mutate()}>
        <PasskeyIcon aria-hidden />
        {t('auth:signIn.passkey')}
      </Button>
    </>
  )
}

/** Offers passkeys where the address is typed, as long as the view is open. */
function useOffer(onEntered: () => Promise<void>) {
  const [round, setRound] = useState(0)
  const [error, setError] = useState<unknown>()
  const offer = useEffectEvent(() => {
    signInByPasskey({ quietly: true }).then(onEntered, (problem: unknown) => {
      if (!isDismissed(problem)) setError(problem)
    })
  })
  useEffect(() => {
    if (passkeySupport() !== 'yes') return
    offer()
    const timer = setTimeout(() => setRound(round + 1), askAgainMilliseconds)
    return () => clearTimeout(timer)
  }, [round])
  useEffect(() => () => void stopAsking(), [])
  return { error, again: () => setRound(round + 1) }
}
