import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { demoQuery } from './queries.ts'

/** Only with --demo: the sample company, one press away. */
export function DemoDoor({ onEntered }: { onEntered: () => Promise<void> }) {
  const { t } = useText()
  const errorText = useErrorText()
  const { data } = useQuery(demoQuery)
  const entering = useMutation({ mutationFn: () => api.post('/demo/session'), onSuccess: onEntered })
  if (!data?.available) return null
  return (
    <section className="hatched mb-6 flex flex-col gap-3 rounded-lg border border-simulation-line bg-simulation-soft p-4">
      <p className="text-simulation">{t('auth:demo.intro')}</p>
      {entering.error && <Notice tone="problem">{errorText(entering.error)}</Notice>}
      <Button look="primary" size="large" busy={entering.isPending} onClick={() => entering.mutate()}>
        {t('auth:demo.enter')}
      </Button>
    </section>
  )
}
