import { Passkeys } from './passkeys.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

/** How the person gets in, and where they are. */
export function SecurityTab() {
  return (
    <div className="px-4 pb-6 md:px-6">
      <Passkeys />
      <SecondFactor />
      <Sessions />
      <PasswordForm />
    </div>
  )
}
