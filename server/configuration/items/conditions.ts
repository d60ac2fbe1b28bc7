import { Fault } from '../../kernel/fault.ts'

/** What a request says about what it believes to be there (RFC 9110, conditional requests). */
export interface Condition {
  ifMatch: string | undefined
  ifNoneMatch: string | undefined
}

/** Throws changed_meanwhile or exists_already when what is there is not what the request believes. */
export function requireCondition({ ifMatch, ifNoneMatch }: Condition, revision: string | undefined): void {
  if (ifNoneMatch !== undefined && revision !== undefined && names(ifNoneMatch, revision)) {
    throw new Fault('exists_already', 'This key is already in use. Choose another one, or change what is there.')
  }
  if (ifMatch === undefined || (revision !== undefined && names(ifMatch, revision))) return
  throw new Fault(
    'changed_meanwhile',
    revision === undefined
      ? 'Somebody has removed this in the meantime. Nothing was changed.'
      : 'Somebody has changed this in the meantime. Nothing was overwritten: read it again and repeat the change.',
  )
}

/** Whether a header such as `"a", "b"` or `*` names this revision. */
function names(header: string, revision: string): boolean {
  const tags = header.split(',').map((tag) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1'),
  )
  return tags.includes('*') || tags.includes(revision)
}
