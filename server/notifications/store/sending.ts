import { anyOf } from '../../kernel/db/among.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { PageKind, Sending } from '../types.ts'

/** The deliveries as they stand now with all that their messages need, by their ids; read right before sending. */
export async function loadSendings(trx: Trx, ids: readonly string[]): Promise<Map<string, Sending>> {
  const rows = await trx
    .selectFrom('deliveries as d')
    .innerJoin('users as u', (join) => join.onRef('u.orgId', '=', 'd.orgId').onRef('u.id', '=', 'd.userId'))
    .innerJoin('organizations as o', 'o.id', 'd.orgId')
    .leftJoin('contacts as c', (join) => join.onRef('c.orgId', '=', 'd.orgId').onRef('c.id', '=', 'd.contactId'))
    .leftJoin('pages as p', (join) => join.onRef('p.orgId', '=', 'd.orgId').onRef('p.id', '=', 'd.pageId'))
    .select(['d.id', 'd.kind', 'd.status', 'd.tries', 'd.attempt', 'd.channel', 'd.createdAt', 'd.contentSealed'])
    .select(['d.address', 'd.userId', 'u.key as userKey', 'u.name as userName', 'u.language', 'u.timeZone'])
    .select(['o.id as orgId', 'o.name as orgName', 'o.demo', 'o.smtpSealed', 'o.webhookSecretSealed'])
    .select(['o.language as orgLanguage', 'o.timeZone as orgTimeZone', 'u.archivedAt as userArchivedAt'])
    .select([
      'c.id as contactId',
      'c.key as contactKey',
      'c.address as contactAddress',
      'c.secretSealed',
      'c.pushKeysSealed',
    ])
    .select(['c.verifiedAt', 'c.disabledAt', 'c.archivedAt as contactArchivedAt'])
    .select(['p.id as pageId', 'p.kind as pageKind', 'p.alertId', 'p.epoch', 'p.step', 'p.round'])
    .where('d.id', '=', anyOf(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, asSending(row)]))
}

type SendingRow = Pick<
  Sending,
  'id' | 'kind' | 'status' | 'tries' | 'attempt' | 'channel' | 'createdAt' | 'contentSealed'
> & {
  address: string | null
  userId: string
  userKey: string
  userName: string
  language: 'de' | 'en' | null
  timeZone: string | null
  userArchivedAt: Temporal.Instant | null
  orgId: string
  orgName: string
  demo: boolean
  smtpSealed: string | null
  webhookSecretSealed: string
  orgLanguage: 'de' | 'en'
  orgTimeZone: string
  contactId: string | null
  contactKey: string | null
  contactAddress: string | null
  secretSealed: string | null
  pushKeysSealed: string | null
  verifiedAt: Temporal.Instant | null
  disabledAt: Temporal.Instant | null
  contactArchivedAt: Temporal.Instant | null
  pageId: string | null
  pageKind: PageKind | null
  alertId: string | null
  epoch: number | null
  step: number | null
  round: number | null
}

function asSending(row: SendingRow): Sending {
  const { id, kind, status, tries, attempt, channel, createdAt, contentSealed } = row
  return {
    id,
    kind,
    status,
    tries,
    attempt,
    channel,
    createdAt,
    contentSealed,
    address: row.contactAddress ?? row.address ?? '',
    recipient: {
      userId: row.userId,
      key: row.userKey,
      name: row.userName,
      language: row.language ?? row.orgLanguage,
      timeZone: row.timeZone ?? row.orgTimeZone,
    },
    organization: {
      id: row.orgId,
      name: row.orgName,
      demo: row.demo,
      smtpSealed: row.smtpSealed,
      webhookSecretSealed: row.webhookSecretSealed,
    },
    contact: row.contactId === null ? null : contactOf(row, row.contactId),
    page:
      row.pageId === null
        ? null
        : {
            id: row.pageId,
            kind: row.pageKind!,
            alertId: row.alertId!,
            epoch: row.epoch!,
            step: row.step!,
            round: row.round!,
          },
  }
}

/** A code goes to a contact that is not verified yet; a page only to one that is. Nothing goes to people who left. */
function contactOf(row: SendingRow, id: string): NonNullable<Sending['contact']> {
  const present = row.contactArchivedAt === null && row.userArchivedAt === null
  const proven = row.verifiedAt !== null && row.disabledAt === null
  return {
    id,
    key: row.contactKey!,
    secretSealed: row.pushKeysSealed ?? row.secretSealed,
    usable: present && (proven || (row.kind !== 'page' && row.kind !== 'bundle')),
  }
}
