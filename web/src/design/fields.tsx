import { useState } from 'react'
import { CheckBox, Switch } from '../ui/choice.tsx'
import { Combobox } from '../ui/combobox/combobox.tsx'
import { MultiCombobox } from '../ui/combobox/multi-combobox.tsx'
import { DurationInput } from '../ui/duration-input.tsx'
import { Field, Input, Select, TextArea } from '../ui/field.tsx'
import { FormFooter } from '../ui/form-footer.tsx'
import { MailIcon, OnCallIcon } from '../ui/icons.ts'
import { MomentInput } from '../ui/moment-input.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { RadioCards } from '../ui/radio-cards.tsx'
import { Segments } from '../ui/segments.tsx'
import { ZoneInput } from '../ui/zone-input.tsx'
import { Sample } from './sample.tsx'

const people = [
  { value: 'ann', label: 'Ann Beispiel', hint: 'ann' },
  { value: 'bob', label: 'Bob Beispiel', hint: 'bob' },
  { value: 'cleo', label: 'Cleo Beispiel', hint: 'cleo' },
]

export function Fields() {
  return (
    <>
      <Sample
        name="Text"
        text="Label above, hint below, the error at the field and read out with it. Invalid is a frame, an icon and a sentence that says how to mend it."
      >
        <Field label="Name" hint="As people will read it.">
          {(control) => <Input {...control} defaultValue="NetOps" />}
        </Field>
        <Field label="E-mail address" error="An e-mail address looks like ann@example.com.">
          {(control) => <Input {...control} defaultValue="ann@" />}
        </Field>
        <Field label="Key" optional>
          {(control) => <Input {...control} readOnly defaultValue="read only" />}
        </Field>
        <Field label="Disabled">{(control) => <Input {...control} disabled defaultValue="disabled" />}</Field>
        <Field label="Note">{(control) => <TextArea {...control} placeholder="What did you find?" />}</Field>
        <Field label="Role">
          {(control) => (
            <Select {...control}>
              <option>Responder</option>
              <option>Manager</option>
            </Select>
          )}
        </Field>
      </Sample>
      <Choices />
      <Times />
      <Sample
        name="End of a form"
        text="Saves explicitly and by Ctrl/Cmd S, stays in sight, asks before what was typed is lost. It stands in a form."
      >
        <form onSubmit={(event) => event.preventDefault()}>
          <FormFooter dirty={false} busy={false} />
        </form>
        <form onSubmit={(event) => event.preventDefault()}>
          <FormFooter
            dirty={false}
            busy
            problem="Somebody changed this in the meantime. Look at what is new, then save again."
          />
        </form>
      </Sample>
    </>
  )
}

function Choices() {
  const [person, setPerson] = useState<string | undefined>('bob')
  const [several, setSeveral] = useState(['ann', 'cleo'])
  const [view, setView] = useState<'day' | 'week' | 'month'>('week')
  const [channel, setChannel] = useState<'mail' | 'call'>('call')
  const [isOn, setOn] = useState(true)
  return (
    <>
      <Sample
        name="One or several of many"
        text="Found by typing, moved through by arrows, chosen by Enter. Several are chips in the order in which they were chosen; Backspace takes the last one back."
      >
        <Field label="Person">
          {(control) => (
            <Combobox {...control} label="Person" isOptional value={person} options={people} onChange={setPerson} />
          )}
        </Field>
        <Field label="People" error="Nobody of these can be reached at night.">
          {(control) => (
            <MultiCombobox {...control} label="People" values={several} options={people} onChange={setSeveral} />
          )}
        </Field>
        <Combobox label="Person" value="bob" options={people} onChange={setPerson} disabled />
      </Sample>
      <Sample
        name="One of a few"
        text="Segments for short words that are all in sight, cards where each needs a sentence. Radio buttons underneath: the arrow keys choose."
      >
        <Segments
          label="View"
          value={view}
          options={[
            { value: 'day', label: 'Day' },
            { value: 'week', label: 'Week' },
            { value: 'month', label: 'Month' },
          ]}
          onChange={setView}
        />
        <RadioCards
          label="How"
          value={channel}
          options={[
            { value: 'mail', label: 'By mail', text: 'Costs nothing and wakes nobody.', icon: MailIcon },
            { value: 'call', label: 'By call', text: 'Rings until somebody answers.', icon: OnCallIcon },
          ]}
          onChange={setChannel}
        />
      </Sample>
      <Sample
        name="On or off"
        text="A check box is part of what is saved; a switch acts at once. The whole line can be pressed."
      >
        <CheckBox label="Also tell the team" hint="One mail a day." checked={isOn} onChange={setOn} />
        <CheckBox label="Disabled" checked={false} disabled onChange={setOn} />
        <Switch label="Pages reach me" hint="Acts at once." checked={isOn} onChange={setOn} />
        <Switch label="Disabled" checked={false} disabled onChange={setOn} />
      </Sample>
    </>
  )
}

function Times() {
  const [minutes, setMinutes] = useState<number | undefined>(5)
  const [length, setLength] = useState('1h30m')
  const [moment, setMoment] = useState('2026-12-24T18:00')
  const [zone, setZone] = useState('Europe/Berlin')
  return (
    <Sample
      name="Numbers and times"
      text="Lengths are typed as people write them and shown in the words of the reader. A time names the zone of its clock, and what the viewer's own clock will show."
    >
      <Field label="How often">
        {(control) => <NumberInput {...control} value={minutes} onChange={setMinutes} unit="times" />}
      </Field>
      <Field label="After" hint={`The configuration holds ${length}`}>
        {(control) => <DurationInput {...control} value={length} onChange={setLength} />}
      </Field>
      <Field label="From">
        {(control) => <MomentInput {...control} value={moment} zone={zone} onChange={setMoment} />}
      </Field>
      <Field label="Time zone">
        {(control) => <ZoneInput {...control} label="Time zone" value={zone} onChange={setZone} />}
      </Field>
    </Sample>
  )
}
