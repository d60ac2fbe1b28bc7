/**
 * Every error code that the API answers with (RFC 9457: `type` is its address in the documentation, `code` its name).
 * Codes are never reused or renamed; docs/errors.md explains each.
 */
export const errorByCode = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  invalid_json: { status: 400, title: 'The body is not valid JSON' },
  invalid_config: { status: 422, title: 'The configuration is not valid' },
  not_signed_in: { status: 401, title: 'Sign-in is needed' },
  wrong_credentials: { status: 401, title: 'E-mail address or password is wrong' },
  second_factor_needed: { status: 401, title: 'A code of the second factor is needed' },
  passkey_needed: { status: 401, title: 'Signing in needs the passkey' },
  passkey_refused: { status: 401, title: 'The passkey was not accepted' },
  wrong_signature: { status: 401, title: 'The sender did not prove who it is' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  second_factor_missing: { status: 403, title: 'A second factor has to be set up first' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'This does not fit the present state' },
  last_second_factor: { status: 409, title: 'The last second factor cannot be removed' },
  already_resolved: { status: 409, title: 'The alert is already resolved' },
  nobody_there: { status: 409, title: 'Nobody stands behind this at the moment' },
  unknown_target: { status: 422, title: 'There is nobody of this name' },
  no_such_step: { status: 422, title: 'The escalation has fewer steps' },
  exists_already: { status: 412, title: 'There is one of this key already' },
  changed_meanwhile: { status: 412, title: 'Somebody changed this in the meantime' },
  link_used: { status: 409, title: 'This link has been used' },
  link_expired: { status: 410, title: 'This link has expired' },
  wrong_password: { status: 422, title: 'The password is wrong' },
  wrong_code: { status: 422, title: 'The code is wrong or has expired' },
  incomplete_body: { status: 408, title: 'The body did not arrive completely' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The body is of a type that is not understood here' },
  idempotency_mismatch: { status: 422, title: 'This Idempotency-Key was used with another request' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Pikett could not carry this out' },
  overloaded: { status: 503, title: 'Pikett is busy' },
} as const

export type ErrorCode = keyof typeof errorByCode
