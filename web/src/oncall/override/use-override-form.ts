import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { OverrideView, ScheduleView } from '../../../../contract/oncall.ts'
import { ApiError } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { queryClient } from '../../app/query.ts'
import { showToast } from '../../ui/toast.tsx'
import { removeOverride, saveOverride, type OverrideInput } from '../queries.ts'
import { inTheWay, problemOf, wallAt, type OverrideProblem } from './consequence.ts'

interface FormOptions {
  schedule: ScheduleView
  override: OverrideView | undefined
  initial: OverrideInput
  onClose: () => void
}

const fieldByProblem: Record<OverrideProblem, keyof OverrideInput> = {
  user: 'user',
  from: 'from',
  to: 'to',
  order: 'to',
  past: 'to',
}

const readAgain = () => void queryClient.invalidateQueries({ queryKey: ['oncall'] })

/** What is typed into the form of an override; saves and removes, and says at which field something is wrong. */
export function useOverrideForm({ schedule, override, initial, onClose }: FormOptions) {
  const { t } = useText()
  const now = useNow(60_000)
  const [input, setInput] = useState(initial)
  const [wasSent, setWasSent] = useState(false)
  const [refused, setRefused] = useState<unknown>()
  const explain = useRefusal()
  const done = (text: string) => {
    readAgain()
    showToast(text)
    onClose()
  }
  const saving = useMutation({
    mutationFn: () => saveOverride(schedule.key, override?.id, input),
    onSuccess: () => done(t('schedule:override.saved')),
    onError: setRefused,
  })
  const removing = useMutation({
    mutationFn: () => removeOverride(schedule.key, override?.id ?? ''),
    onSuccess: () => done(t('schedule:override.removed')),
    onError: setRefused,
  })
  const found = problemOf(input, wallAt(now, schedule.timezone))
  const other = found ? undefined : inTheWay(schedule, input, override?.id)
  const faults = wasSent && found ? { [fieldByProblem[found]]: t(`schedule:override.problem.${found}`) } : {}

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setWasSent(true)
    setRefused(undefined)
    if (found) event.currentTarget.querySelector<HTMLElement>(`[name="${fieldByProblem[found]}"]`)?.focus()
    else if (!other && !saving.isPending) saving.mutate()
  }
  const overlap =
    other && t('schedule:override.inTheWay', { name: other.user.name, from: said(other.from), to: said(other.to) })
  return {
    input,
    faults: faults as Partial<Record<keyof OverrideInput, string>>,
    isComplete: found === undefined && other === undefined,
    isSaving: saving.isPending,
    isRemoving: removing.isPending,
    problem: overlap ?? (refused ? explain(refused) : undefined),
    set: (part: Partial<OverrideInput>) => setInput((before) => ({ ...before, ...part })),
    remove: () => removing.mutate(),
    submit,
  }
}

export type OverrideForm = ReturnType<typeof useOverrideForm>

const said = (local: string) => local.replace('T', ' ')

function useRefusal(): (error: unknown) => string {
  const { t } = useText()
  const errorText = useErrorText()
  return (error) =>
    error instanceof ApiError && error.code === 'conflict' ? t('schedule:override.meanwhile') : errorText(error)
}
