import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState, type FormEvent } from 'react'
import { ApiError } from '../api/client.ts'
import { saveItem, type ItemOf, type Stored } from '../api/items.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { isKey, keyFromName } from '../setup/item-values.ts'
import { TextField } from '../setup/parts.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { readRows } from './table-view.ts'

interface UploadDialogProps {
  /** The table that is replaced; without one a new one is made. */
  stored?: Stored<ItemOf<'lookupTables'>>
  onClose: () => void
}

/** A file, or pasted text; the columns that were found are shown before anything is saved. */
export function UploadDialog({ stored, onClose }: UploadDialogProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const [key, setKey] = useState(stored?.item.key ?? '')
  const [csv, setCsv] = useState(stored?.item.csv ?? '')
  const [keyColumn, setKeyColumn] = useState(stored?.item.keyColumn)
  const columns = readRows(csv, 1)[0] ?? []
  const save = useMutation({
    mutationFn: () =>
      saveItem('lookupTables', key, { csv, ...(keyColumn && { keyColumn }) }, { revision: stored?.revision ?? 'new' }),
    onSuccess: () => {
      onClose()
      void queryClient.invalidateQueries()
      void navigate({ to: '/lookup-tables/$key', params: { key } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isKey(key) && csv) save.mutate()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(stored ? 'rules:tables.replace' : 'rules:tables.upload')}
      className="md:w-160"
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <FileField
          onRead={(name, text) => {
            setCsv(text)
            if (!stored && key === '') setKey(keyFromName(name.replace(/\.[^.]*$/, '')))
          }}
        />
        {!stored && (
          <TextField
            label={t('setup:key.label')}
            isCode
            value={key}
            onChange={setKey}
            hint={t('rules:tables.keyHint')}
          />
        )}
        <TextField
          label={t('rules:tables.csv')}
          hint={t('rules:tables.csvHint')}
          isCode
          rows={8}
          value={csv}
          onChange={setCsv}
        />
        {columns.length > 1 && (
          <Field label={t('rules:tables.keyColumn')}>
            {(control) => (
              <Select
                {...control}
                value={keyColumn ?? columns[0]}
                onChange={(event) => setKeyColumn(event.target.value)}
              >
                {columns.map((column) => (
                  <option key={column}>{column}</option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Problem error={save.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" look="primary" busy={save.isPending} disabled={!isKey(key) || csv === ''}>
            {t('ui:form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Problem({ error }: { error: Error | null }) {
  const errorText = useErrorText()
  if (!error) return null
  const details = error instanceof ApiError ? error.fields.map(({ message }) => message).join(' ') : ''
  return <Notice tone="problem">{details || errorText(error)}</Notice>
}

function FileField({ onRead }: { onRead: (name: string, text: string) => void }) {
  const { t } = useText()
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t('rules:tables.file')}
      </label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        className="max-w-full text-ink-soft file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-md file:border file:border-line file:bg-surface file:px-3 file:text-ink max-md:file:min-h-11"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void file.text().then((text) => onRead(file.name, text))
        }}
      />
    </div>
  )
}
