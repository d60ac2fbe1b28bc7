import type { RefObject } from 'react'
import type { AlertDetail } from '../../api/types.ts'
import { useForm } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { answerOrKeep } from '../../offline/answer.ts'
import { showToast } from '../../ui/toast.tsx'

export function NoteForm({ alert, field }: { alert: AlertDetail; field: RefObject<HTMLTextAreaElement | null> }) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  const form = useForm({
    initial: { text: '' },
    check: ({ text }): { text?: string } => (text.trim() ? {} : { text: form.required }),
    send: ({ text }) => answerOrKeep(alert, 'notes', text.trim()),
    done: (isKept) => {
      form.reset()
      showToast(t(isKept ? 'offline:kept.notes' : 'alerts:toast.noted'))
      if (!isKept) void queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
    },
  })
  if (!may) return null
  return (
    <form onSubmit={form.submit} className="flex flex-col gap-2 pb-4 md:pl-15" noValidate>
      <Field label={t('alertpage:note.label')} hint={t('alertpage:note.hint')} error={form.faults.text}>
        {(control) => (
          <TextArea
            {...control}
            {...form.bind('text')}
            ref={field}
            placeholder={t('alertpage:note.placeholder')}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur()
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
            }}
          />
        )}
      </Field>
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <div>
        <Button type="submit" busy={form.busy}>
          {t('alertpage:note.submit')}
        </Button>
      </div>
    </form>
  )
}
