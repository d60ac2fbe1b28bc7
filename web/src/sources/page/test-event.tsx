import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { SendIcon } from '../../ui/icons.ts'
import { showToast } from '../../ui/toast.tsx'

/** A test event pages real people, so that is said before. */
export function TestEvent({ sourceKey }: { sourceKey: string }) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const test = useMutation({
    mutationFn: () => api.post<{ alertNumber: number | null }>(`/sources/${encodeURIComponent(sourceKey)}/test`),
    onSuccess: ({ alertNumber }) => {
      setAsking(false)
      showToast(alertNumber === null ? t('sources:page.tested') : t('sources:page.testedAs', { number: alertNumber }))
      void queryClient.invalidateQueries({ queryKey: topicKey('sources') })
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <SendIcon />
        {t('sources:page.test')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('sources:page.testConfirm')}
        action={t('sources:page.testSend')}
        isDestructive={false}
        busy={test.isPending}
        problem={test.error ? errorText(test.error) : undefined}
        onConfirm={() => test.mutate()}
      >
        {t('sources:page.testHint')}
      </ConfirmDialog>
    </>
  )
}
