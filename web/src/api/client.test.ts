import { describe, expect, test } from 'vitest'
import { problem } from './client.ts'

describe('an error answer', () => {
  test('of our server keeps its code, its words and what is wrong with each field', () => {
    const error = problem(400, {
      title: 'The request is not valid',
      code: 'invalid_request',
      detail: 'email: this is not an e-mail address',
      problems: [{ path: 'email', message: 'this is not an e-mail address' }],
    })
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid_request',
      detail: 'email: this is not an e-mail address',
    })
    expect(error.fields).toEqual([{ field: 'email', code: undefined, message: 'this is not an e-mail address' }])
  })

  test('of a proxy that speaks HTML is still an error with a code that has words', () => {
    expect(problem(502, undefined).code).toBe('unavailable')
    expect(problem(418, '<html>').code).toBe('http_418')
  })
})
