import { problemResponse, refusal, type Adapter } from '../adapter.ts'
import { ruleProblems } from './rules.ts'

const detail = 'this source takes e-mail; its address stands beside it in the console'

/** A source of type email takes nothing by HTTP: its mails come to the built-in SMTP server (../../mail). */
export const email: Adapter = {
  type: 'email',
  paths: [],
  rootPaths: [],
  maxBodyBytes: 64 * 1024,
  parse: () => refusal('unknown_path', detail, problemResponse(404, detail)),
  checkOptions: ({ email: options }) => (options === undefined ? [] : ruleProblems(options)),
  overload: (_path, retryAfterSeconds) =>
    problemResponse(503, 'please retry later', { 'retry-after': String(retryAfterSeconds) }),
  tooLarge: () => problemResponse(413, detail),
  unknownKey: () => problemResponse(404, 'no source has this integration key'),
}
