import { useEffect, useRef } from 'react'
import type { SandboxSms } from '../api/types.ts'
import { useForm } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { Input } from '../ui/field.tsx'
import { SendIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { Moment } from '../ui/time.tsx'
import { readSandboxAgain, sendSms } from './queries.ts'

export function SmsThread({ messages, name, person }: { messages: SandboxSms[]; name: string; person: string }) {
  const { t } = useText()
  const log = useRef<HTMLDivElement>(null)
  const sorted = messages.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight
  }, [messages.length])
  return (
    <>
      <div
        ref={log}
        role="log"
        aria-label={t('sandbox:sms.title')}
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-4"
      >
        {sorted.length === 0 && <p className="my-auto text-center text-ink-faint">{t('sandbox:sms.empty')}</p>}
        {sorted.map((message) => (
          <Bubble key={message.id} message={message} name={name} />
        ))}
      </div>
      <ReplyForm name={name} person={person} />
    </>
  )
}

/** `out` left the house for the person, `in` is the answer. */
function Bubble({ message, name }: { message: SandboxSms; name: string }) {
  const { t } = useText()
  const isAnswer = message.direction === 'in'
  return (
    <div className={cn('flex max-w-[85%] flex-col', isAnswer && 'items-end self-end')}>
      <span className="sr-only">{isAnswer ? t('sandbox:sms.fromPerson', { name }) : t('sandbox:sms.fromPikett')}</span>
      <p
        className={cn(
          'rounded-2xl px-3 py-1.5 whitespace-pre-wrap break-words',
          isAnswer ? 'bg-accent text-on-accent' : 'bg-hover text-ink',
        )}
      >
        {message.text}
      </p>
      <Moment at={message.at} className="px-1 text-[0.6875rem] text-ink-faint" />
    </div>
  )
}

function ReplyForm({ name, person }: { name: string; person: string }) {
  const { t } = useText()
  const form = useForm({
    initial: { text: '' },
    check: ({ text }): { text?: string } => (text.trim() ? {} : { text: form.required }),
    send: ({ text }) => sendSms(person, text.trim()),
    done: () => {
      form.reset()
      readSandboxAgain()
    },
  })
  return (
    <form onSubmit={form.submit} noValidate className="border-t border-line p-2">
      {form.problem && (
        <Notice tone="problem" className="mb-2">
          {form.problem}
        </Notice>
      )}
      <div className="flex gap-2">
        <Input
          {...form.bind('text')}
          aria-label={t('sandbox:sms.reply')}
          placeholder={t('sandbox:sms.placeholder', { name })}
          aria-invalid={form.faults.text ? true : undefined}
          autoComplete="off"
          className="rounded-full border-line"
        />
        <Button
          type="submit"
          look="primary"
          busy={form.busy}
          aria-label={t('sandbox:sms.send')}
          className="rounded-full"
        >
          <SendIcon />
        </Button>
      </div>
    </form>
  )
}
