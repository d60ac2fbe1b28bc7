import { expect, test } from 'vitest'
import { withDevices } from './devices.ts'

const mail = { contactId: 'mail', afterSeconds: 60 }
const phone = (afterSeconds: number) => ({ contactId: 'phone', afterSeconds })
const desk = (afterSeconds: number) => ({ contactId: 'desk', afterSeconds })
const devices = (afterSeconds: number) => ({ contactId: null, afterSeconds })

test('a rule for all devices is one for each of them', () => {
  expect(withDevices([mail, devices(120)], ['phone', 'desk'])).toEqual([mail, phone(120), desk(120)])
  expect(withDevices([mail, devices(120)], [])).toEqual([mail])
})

test('devices that no rule speaks of are messaged at once, beside what the rules say', () => {
  expect(withDevices([mail], ['phone', 'desk'])).toEqual([phone(0), desk(0), mail])
})

test('a rule for one device speaks of all: the others stay silent', () => {
  expect(withDevices([phone(30), mail], ['phone', 'desk'])).toEqual([phone(30), mail])
})

test('without any rule there is none: every contact is messaged then', () => {
  expect(withDevices([], ['phone'])).toEqual([])
})
