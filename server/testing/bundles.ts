import type { Paging } from './paging.ts'

/** What tests of several pages at once do and look at. */
export function bundlesIn(paging: Paging) {
  return {
    mobile: (person = 'alice') =>
      paging.addContact(person, { key: 'mobile', channel: 'sms', address: '+4915112345678' }),
    async alertsOf(count: number): Promise<string[]> {
      const ids: string[] = []
      for (let number = 0; number < count; number += 1) {
        ids.push(await paging.addAlert({ summary: `disk ${number} full` }))
      }
      return ids
    },
    /** One message for each, to Alice. */
    async pageAll(alertIds: readonly string[], over = {}): Promise<void> {
      for (const alertId of alertIds) await paging.page('alice', alertId, { attempts: 1, ...over })
    },
    /** What the sandbox got, oldest first. */
    texts: () =>
      paging.inHome(async ({ trx }) => {
        const rows = await trx.selectFrom('sandboxMessages').select('text').orderBy('id').execute()
        return rows.map((row) => row.text)
      }),
    entries: async (alertId: string, kind: string) =>
      (await paging.timeline(alertId)).filter((entry) => entry.kind === kind),
    bundles: () =>
      paging.inHome(({ trx }) => trx.selectFrom('deliveries').selectAll().where('kind', '=', 'bundle').execute()),
    setLimits: (messageLimits: object) =>
      paging.inHome(
        async ({ trx }) =>
          void (await trx
            .updateTable('organizations')
            .set({ messageLimits: JSON.stringify(messageLimits) })
            .execute()),
      ),
  }
}
