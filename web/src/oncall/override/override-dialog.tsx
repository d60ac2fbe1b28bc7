import { useQuery } from '@tanstack/react-query'
import type { OverrideView, ScheduleView } from '../../../../contract/oncall.ts'
import { useText } from '../../app/i18n.ts'
import { useMay, useSession } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox/combobox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { MomentInput } from '../../ui/moment-input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { DifferenceList } from '../difference-list.tsx'
import { peopleQuery, type OverrideInput } from '../queries.ts'
import { namesIn } from '../schedule/rules-of.ts'
import { consequenceOf } from './consequence.ts'
import { useOverrideForm, type OverrideForm } from './use-override-form.ts'

interface OverrideDialogProps {
  schedule: ScheduleView
  /** The one to change; undefined: a new one. */
  override: OverrideView | undefined
  initial: OverrideInput
  onClose: () => void
}

/** Somebody stands in for a time: who, from, to, and what that changes before it is saved. */
export function OverrideDialog({ schedule, override, initial, onClose }: OverrideDialogProps) {
  const { t } = useText()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(override ? 'schedule:override.change' : 'schedule:override.new', { schedule: schedule.name })}
      className="md:w-[min(38rem,calc(100vw-1.5rem))]"
    >
      <Form schedule={schedule} override={override} initial={initial} onClose={onClose} />
    </Dialog>
  )
}

function Form(props: OverrideDialogProps) {
  const { t } = useText()
  const form = useOverrideForm(props)
  return (
    <form className="flex flex-col gap-4" onSubmit={form.submit} noValidate>
      <WhoField form={form} schedule={props.schedule} />
      <TimeFields form={form} zone={props.schedule.timezone} />
      <Consequence form={form} schedule={props.schedule} override={props.override} />
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <div className="flex flex-wrap justify-end gap-2">
        {props.override && (
          <Button look="danger" className="mr-auto" busy={form.isRemoving} onClick={form.remove}>
            {t('schedule:override.remove')}
          </Button>
        )}
        <Button onClick={props.onClose}>{t('common:action.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.isSaving}>
          {t('schedule:override.save')}
        </Button>
      </div>
    </form>
  )
}

function WhoField({ form, schedule }: { form: OverrideForm; schedule: ScheduleView }) {
  const { t } = useText()
  const session = useSession()
  const mayForAll = useMay('oncall.write')
  const { data: people = [] } = useQuery({ ...peopleQuery, enabled: mayForAll })
  if (!mayForAll) {
    return (
      <p>
        {t('schedule:override.you', { name: session?.user.name ?? '', schedule: schedule.name })}
        <span className="block text-small text-ink-faint">{t('schedule:override.onlyYou')}</span>
      </p>
    )
  }
  return (
    <Field label={t('schedule:override.who')} error={form.faults.user}>
      {(control) => (
        <Combobox
          {...control}
          name="user"
          label={t('schedule:override.who')}
          value={form.input.user || undefined}
          options={people.map(({ key, name }) => ({ value: key, label: name, hint: key }))}
          onChange={(user) => form.set({ user: user ?? '' })}
        />
      )}
    </Field>
  )
}

function TimeFields({ form, zone }: { form: OverrideForm; zone: string }) {
  const { t } = useText()
  return (
    <>
      <Field label={t('schedule:override.from')} error={form.faults.from}>
        {(control) => (
          <MomentInput
            {...control}
            name="from"
            zone={zone}
            value={form.input.from}
            onChange={(from) => form.set({ from })}
          />
        )}
      </Field>
      <Field label={t('schedule:override.to')} error={form.faults.to}>
        {(control) => (
          <MomentInput {...control} name="to" zone={zone} value={form.input.to} onChange={(to) => form.set({ to })} />
        )}
      </Field>
    </>
  )
}

function Consequence({
  form,
  schedule,
  override,
}: { form: OverrideForm } & Pick<OverrideDialogProps, 'schedule' | 'override'>) {
  const { t } = useText()
  const { data: people = [] } = useQuery(peopleQuery)
  if (!form.isComplete) return null
  const names = new Map([...people.map(({ key, name }) => [key, name] as const), ...namesIn(schedule)])
  const list = consequenceOf(schedule, override?.id, form.input)
  return (
    <section aria-live="polite" className="rounded-md border border-line bg-sunken px-3 py-2">
      <h3 className="mb-1 font-medium">{t('schedule:override.consequence')}</h3>
      {list.length === 0 ? (
        <p className="text-ink-soft">{t('schedule:override.nothing')}</p>
      ) : (
        <DifferenceList list={list} nameOf={(key) => names.get(key) ?? key} zone={schedule.timezone} />
      )}
    </section>
  )
}
