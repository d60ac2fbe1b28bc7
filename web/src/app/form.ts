import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { ApiError } from '../api/client.ts'
import { useErrorText } from './error-text.ts'
import { useText } from './i18n.ts'

export type Faults<Values> = Partial<Record<keyof Values & string, string>>

interface FormOptions<Values, Result> {
  initial: Values
  /** What is wrong with the values, in words, per field; empty when they can be sent. */
  check: (values: Values) => Faults<Values>
  send: (values: Values) => Promise<Result>
  done: (result: Result, values: Values) => void
}

/**
 * A form that saves explicitly, keeps what was typed when the server refuses, and puts each error at its field;
 * what belongs to no field is in `problem`.
 */
export function useForm<Values extends Record<string, string>, Result>(options: FormOptions<Values, Result>) {
  const { t } = useText()
  const errorText = useErrorText()
  const [values, setValues] = useState(options.initial)
  const [faults, setFaults] = useState<Faults<Values>>({})
  const mutation = useMutation({
    mutationFn: options.send,
    onSuccess: (result, sent) => options.done(result, sent),
    onError: (error) => setFaults(faultsOf(error, values)),
  })

  function set(name: keyof Values & string, value: string) {
    setValues((before) => ({ ...before, [name]: value }))
    setFaults(({ [name]: _mended, ...rest }) => rest as Faults<Values>)
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (mutation.isPending) return
    const found = options.check(values)
    setFaults(found)
    const first = Object.keys(found)[0]
    if (first === undefined) mutation.mutate(values)
    else event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }

  const bind = (name: keyof Values & string) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  })

  const problem = mutation.error && Object.keys(faults).length === 0 ? errorText(mutation.error) : undefined
  const required = t('common:field.required')
  return {
    values,
    faults,
    set,
    submit,
    bind,
    busy: mutation.isPending,
    problem,
    required,
    reset: () => setValues(options.initial),
  }
}

function faultsOf<Values extends Record<string, string>>(error: unknown, values: Values): Faults<Values> {
  const faults: Faults<Values> = {}
  if (!(error instanceof ApiError)) return faults
  for (const { field, message } of error.fields) {
    if (field in values && message) faults[field as keyof Values & string] = message
  }
  return faults
}
