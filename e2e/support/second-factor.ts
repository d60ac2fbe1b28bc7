import { codeAt, stepAt } from '../../server/identity/second-factor/totp.ts'
import { openBrowserAt } from '../../server/testing/accounts.ts'
import type { World } from '../../server/testing/world.ts'

/** From now on the password alone does not sign this person in. */
export async function switchOnSecondFactor(world: World, email: string): Promise<void> {
  const browser = openBrowserAt(world)
  await browser.signIn(email)
  const { body } = await browser.ask('POST', '/me/second-factor')
  const code = codeAt(bytesOf(String(body['secret'])), stepAt(world.clock.now()))
  const { status } = await browser.ask('POST', '/me/second-factor/confirm', { code })
  if (status !== 200) throw new Error(`${email} has no second factor: ${status}`)
}

/** What a person types into the app instead of taking the picture (RFC 4648). */
function bytesOf(text: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(text, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
}
