import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiError } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { UploadIcon } from '../../ui/icons.ts'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Changes } from './changes.tsx'
import { ApplyButton } from './apply-button.tsx'
import { Mistakes } from './mistakes.tsx'
import { lineRange } from './places.ts'
import { applyFile } from './queries.ts'

/** A file is checked first: what it would change, or where it is wrong. Only what was checked can be applied. */
export function ApplyFile() {
  const { t } = useText()
  const area = useRef<HTMLTextAreaElement>(null)
  const file = useFile()
  const { text, check, apply } = file
  const showLine = (line: number) => {
    const range = lineRange(text, line)
    if (!range || !area.current) return
    area.current.focus()
    area.current.setSelectionRange(range.start, range.end)
  }
  const checked = check.data?.changes
  return (
    <Section title={t('settings:apply.title')}>
      <p className="mb-3 max-w-2xl text-ink-soft">{t('settings:apply.text')}</p>
      <Field label={t('settings:apply.file')}>
        {(control) => (
          <TextArea
            {...control}
            ref={area}
            className="min-h-56 font-mono text-small"
            placeholder={t('settings:apply.placeholder')}
            spellCheck={false}
            value={text}
            onChange={(event) => file.change(event.target.value)}
          />
        )}
      </Field>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <ChooseFile onText={file.change} />
        <Button
          look={checked ? 'plain' : 'primary'}
          busy={check.isPending}
          disabled={!text.trim()}
          onClick={() => check.mutate(text)}
        >
          {t('settings:apply.check')}
        </Button>
        {checked && checked.length > 0 && (
          <ApplyButton changes={checked} apply={apply} onApply={() => apply.mutate(text)} />
        )}
      </div>
      <div aria-live="polite" className="mt-3">
        <Outcome error={apply.error ?? check.error} text={text} onLine={showLine} />
        {checked && <Changes changes={checked} />}
      </div>
      <LeaveGuard when={text.trim() !== ''} />
    </Section>
  )
}

function useFile() {
  const { t } = useText()
  const [text, setText] = useState('')
  const check = useMutation({ mutationFn: (content: string) => applyFile(content, true) })
  const apply = useMutation({
    mutationFn: (content: string) => applyFile(content, false),
    onSuccess: async ({ changes }) => {
      setText('')
      check.reset()
      showToast(t('settings:apply.done', { count: changes.length }))
      await queryClient.invalidateQueries()
    },
  })
  const change = (next: string) => {
    setText(next)
    check.reset()
    apply.reset()
  }
  return { text, change, check, apply }
}

interface OutcomeProps {
  error: Error | null
  text: string
  onLine: (line: number) => void
}

function Outcome({ error, text, onLine }: OutcomeProps) {
  const errorText = useErrorText()
  if (!error) return null
  if (error instanceof ApiError && error.fields.length > 0)
    return <Mistakes faults={error.fields} text={text} onLine={onLine} />
  const detail = error instanceof ApiError ? error.detail : undefined
  return (
    <Notice tone="problem">
      {errorText(error)}
      {detail && (
        <p lang="en" className="mt-1 text-small">
          {detail}
        </p>
      )}
    </Notice>
  )
}

function ChooseFile({ onText }: { onText: (text: string) => void }) {
  const { t } = useText()
  return (
    <label
      className={buttonStyle({
        className: 'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent',
      })}
    >
      <UploadIcon />
      {t('settings:apply.choose')}
      <input
        type="file"
        accept=".yaml,.yml,.json"
        className="sr-only"
        onChange={(event) => {
          void event.target.files?.[0]?.text().then(onText)
          event.target.value = ''
        }}
      />
    </label>
  )
}
