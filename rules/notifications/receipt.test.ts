import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryStatus, Receipt } from './receipt.ts'
import { afterReceipt } from './receipt.ts'

test('receipts in any order and number lead to one end and never back', () => {
  const receipts = fc.array(fc.constantFrom<Receipt>('delivered', 'failed'), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.constantFrom<DeliveryStatus>('sending', 'sent'), receipts, (start, sequence) => {
      let status = start
      for (const receipt of sequence) status = afterReceipt(status, receipt) ?? status
      expect(status).toBe(sequence[0])
    }),
  )
})

test('a message that was on its way when it was cancelled shows that it arrived', () => {
  expect(afterReceipt('cancelled', 'delivered')).toBe('delivered')
  expect(afterReceipt('cancelled', 'failed')).toBeUndefined()
})
