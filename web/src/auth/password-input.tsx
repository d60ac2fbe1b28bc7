import { useState, type ComponentProps } from 'react'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/field.tsx'
import { HideIcon, ShowIcon } from '../ui/icons.ts'

/** A password that can be looked at: on a phone at night, typing blind fails. */
export function PasswordInput(props: ComponentProps<'input'>) {
  const { t } = useText()
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <Input {...props} type={shown ? 'text' : 'password'} className="pr-11" autoCapitalize="none" spellCheck={false} />
      <Button
        look="ghost"
        size="icon"
        className="absolute top-1/2 right-1 -translate-y-1/2"
        aria-label={t(shown ? 'auth:hide' : 'auth:show')}
        onClick={() => setShown(!shown)}
      >
        {shown ? <HideIcon /> : <ShowIcon />}
      </Button>
    </div>
  )
}
