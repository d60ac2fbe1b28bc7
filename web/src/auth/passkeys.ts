import type { PasskeyOptions, PasskeyView } from '../../../contract/sign-in.ts'
import { api } from '../api/client.ts'

/** `insecure`: without https; `unnamed`: under a bare network address, for which browsers keep no passkeys. */
export type PasskeySupport = 'yes' | 'no' | 'insecure' | 'unnamed'

export function passkeySupport(): PasskeySupport {
  if (!window.isSecureContext) return 'insecure'
  if (isAddress(location.hostname)) return 'unnamed'
  return 'PublicKeyCredential' in window ? 'yes' : 'no'
}

export const isAddress = (host: string) => /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.startsWith('[')

/** Downloaded by those who use it. */
const library = () => import('@simplewebauthn/browser')

/** What the library takes; our API hands it through unread. */
type OptionsFor<Method extends 'startAuthentication' | 'startRegistration'> = Parameters<
  Awaited<ReturnType<typeof library>>[Method]
>[0]['optionsJSON']

/** Signs in; the device asks for finger, face or PIN. `quietly`: offered in the field of the address, until one is chosen. */
export async function signInByPasskey({ quietly }: { quietly: boolean }): Promise<void> {
  const { startAuthentication, browserSupportsWebAuthnAutofill } = await library()
  if (quietly && !(await browserSupportsWebAuthnAutofill())) throw new DOMException('not offered', 'NotAllowedError')
  const optionsJSON = (await api.post<PasskeyOptions>('/session/passkey/options')) as unknown
  const credential = await startAuthentication({
    optionsJSON: optionsJSON as OptionsFor<'startAuthentication'>,
    useBrowserAutofill: quietly,
  })
  await api.post('/session/passkey', { credential })
}

export async function makePasskey(name: string): Promise<PasskeyView> {
  const { startRegistration } = await library()
  const optionsJSON = (await api.post<PasskeyOptions>('/me/passkeys/options')) as unknown
  const credential = await startRegistration({ optionsJSON: optionsJSON as OptionsFor<'startRegistration'> })
  return api.post<PasskeyView>('/me/passkeys', { name, credential })
}

export async function stopAsking(): Promise<void> {
  const { WebAuthnAbortService } = await library()
  WebAuthnAbortService.cancelCeremony()
}

/** The person closed the question, or another one took its place: nothing to report. */
export function isDismissed(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)
}

/** The device has a passkey of this account already. */
export const isKnownHere = (error: unknown) => error instanceof Error && error.name === 'InvalidStateError'
