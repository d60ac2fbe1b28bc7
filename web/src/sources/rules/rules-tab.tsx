import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { EventRule } from '../../../../contract/config/event-rule.ts'
import { itemQuery, type ItemOf, type Stored } from '../../api/items.ts'
import type { SourceDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { ItemFormFrame, ManagedNotice } from '../../setup/parts.tsx'
import { useItemForm } from '../../setup/use-item-form.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Preview, usePreview } from './preview.tsx'
import { RuleList } from './rule-list.tsx'

/** The event rules of a source in their order, beside what they would do with its last events. */
export function RulesTab({ source }: { source: SourceDetail }) {
  const { t } = useText()
  const mayEdit = useMay('config.write')
  const { data, error, refetch } = useQuery(itemQuery('sources', source.key))
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} />
  return (
    <>
      <ManagedNotice managed={mayEdit && data.managed} />
      {!mayEdit && (
        <Notice tone="info" className="mb-4 max-w-3xl">
          {t('setup:readOnly')}
        </Notice>
      )}
      <Editor key={source.id} source={source} stored={data} mayEdit={mayEdit} />
    </>
  )
}

/** One and the same, so that an absent list is no change. */
const none: EventRule[] = []

interface EditorProps {
  source: SourceDetail
  stored: Stored<ItemOf<'sources'>>
  mayEdit: boolean
}

function Editor({ source, stored, mayEdit }: EditorProps) {
  const { t } = useText()
  const [open, setOpen] = useState<number>()
  const form = useItemForm({
    noun: 'sources',
    stored,
    initial: {},
    onSaved: () => {
      setOpen(undefined)
      showToast(t('rules:saved'))
    },
  })
  const rules = form.draft.rules ?? none
  const preview = usePreview(source.key, rules, form.dirty)
  const faults = { ...preview.faults, ...form.faults }
  const list = (
    <RuleList
      source={source}
      rules={rules}
      faults={faults}
      open={open}
      onOpen={setOpen}
      mayEdit={mayEdit}
      onChange={(next) => form.set({ rules: next.length > 0 ? next : undefined })}
    />
  )
  return (
    <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="mb-3 text-ink-soft">{t('rules:intro')}</p>
        {mayEdit ? (
          <ItemFormFrame form={form} saveLabel={t('rules:save')} watches={['tab']}>
            {list}
          </ItemFormFrame>
        ) : (
          list
        )}
      </div>
      <Preview preview={preview} hasRules={rules.length > 0} isDraft={form.dirty} />
    </div>
  )
}
