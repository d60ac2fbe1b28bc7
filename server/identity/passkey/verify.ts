import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { z } from 'zod'
import type { newPasskey, PasskeyOptions } from '../../../contract/sign-in.ts'
import type { PasskeyRow } from '../store/passkeys.ts'

/** What every authenticator has one of: Ed25519, ECDSA with SHA-256, RSA with SHA-256 (by their numbers in COSE). */
const algorithms = [-8, -7, -257]

/** For whom a passkey works: the name of the host, and the address that the browser must show. */
export interface RelyingParty {
  id: string
  origin: string
}

export type Credential = z.output<typeof newPasskey>['credential']

export async function askToSignIn(party: RelyingParty, challenge: string): Promise<PasskeyOptions> {
  return asJson(await generateAuthenticationOptions({ rpID: party.id, challenge, userVerification: 'required' }))
}

export async function askToRegister(
  party: RelyingParty,
  challenge: string,
  person: { id: string; email: string; name: string; passkeys: readonly PasskeyRow[] },
): Promise<PasskeyOptions> {
  const options = await generateRegistrationOptions({
    rpName: 'Pikett',
    rpID: party.id,
    challenge,
    userID: new Uint8Array(Buffer.from(person.id)),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: person.passkeys.map((one) => ({ id: one.credentialId, transports: one.transports })),
    // Kept by the device with the name of the account, and opened by finger, face or PIN: so it is the only step.
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return asJson(options)
}

/** As it leaves the house: what is not set is left out. */
const asJson = (options: object) => JSON.parse(JSON.stringify(options)) as PasskeyOptions

type Known<T> = { value: T; refused?: undefined } | { value?: undefined; refused: string }

/** What a new passkey is, or why it is not accepted. */
export async function readRegistration(
  party: RelyingParty,
  credential: Credential,
  isChallenge: (challenge: string) => boolean,
): Promise<Known<Pick<PasskeyRow, 'credentialId' | 'publicKey' | 'counter' | 'transports'>>> {
  return orRefused(async () => {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: credential as unknown as RegistrationResponseJSON,
      expectedChallenge: isChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!registrationInfo) return { refused: 'not verified' }
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential
    return { value: { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports } }
  })
}

/** The new count of a passkey that signed the challenge, or why it is refused: also when its count did not rise. */
export async function readSignIn(
  party: RelyingParty,
  credential: Credential,
  passkey: PasskeyRow,
  isChallenge: (challenge: string) => boolean,
): Promise<Known<{ counter: number }>> {
  return orRefused(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: credential as unknown as AuthenticationResponseJSON,
      expectedChallenge: isChallenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    })
    return verified ? { value: { counter: authenticationInfo.newCounter } } : { refused: 'wrong signature' }
  })
}

/** The library throws for everything that is wrong with what a browser sent. */
async function orRefused<T>(read: () => Promise<Known<T>>): Promise<Known<T>> {
  try {
    return await read()
  } catch (error) {
    return { refused: (error as Error).message.slice(0, 300) }
  }
}
