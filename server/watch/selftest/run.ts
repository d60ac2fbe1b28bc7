import { findAlert, raiseSystemAlert, resolve, resolveSystemAlert } from '../../alerts/index.ts'
import type { DueLoop } from '../../kernel/due.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import {
  claimSelfTest,
  findToBegin,
  findToGoOn,
  getSelfTest,
  nextSelfTestAt,
  updateSelfTest,
} from '../store/self-tests.ts'
import type { SelfTestRow } from '../store/self-tests.ts'
import { findTestAlert } from '../store/place.ts'
import { pageFallback } from '../tell.ts'
import { followPlan, selfTestLoopName } from './begin.ts'
import { callOwn } from './own-address.ts'
import type { OwnAnswer } from './own-address.ts'
import { preparePlace } from './place.ts'

/** A stage that takes longer has failed. */
const stageSeconds = 120

const dedupKey = 'self-test'

type Stage = SelfTestRow['stage']

/** The due loop of the self-tests. Each stage is a call between two short transactions. */
export function selfTestLoop(kernel: Kernel, url: () => string): DueLoop {
  const { engine, work } = kernel
  return {
    name: selfTestLoopName,
    nextAt: () => nextSelfTestAt(engine),
    async run(now) {
      const begin = await findToBegin(engine, now)
      for (const orgId of begin) await work.inOrganization(orgId, followPlan)
      const going = await findToGoOn(engine, now)
      for (const { orgId, id } of going) await goOn(kernel, url(), orgId, id)
      return begin.length + going.length
    },
  }
}

async function goOn(kernel: Kernel, url: string, orgId: string, id: string): Promise<void> {
  const claimed = await kernel.work.inOrganization(orgId, async (work) => {
    const row = await claimSelfTest(work.trx, id, work.now, work.now.add({ seconds: stageSeconds }))
    return row && { row, place: await preparePlace(work) }
  })
  if (!claimed) return
  const { row, place } = claimed
  const send = (body: object) => callOwn(kernel, url, { path: `/in/${place.integrationKey}`, body })
  const words = { summary: 'Pikett: self-test', dedupKey: row.id }
  if (row.stage === 'intake') {
    const answer = await send({ ...words, severity: 'critical' })
    await conclude(kernel, row, answer, 'page')
  } else if (row.stage === 'page') {
    if (row.link === null) await conclude(kernel, row, late(row), 'page')
    else await conclude(kernel, row, { ok: true, via: row.via ?? 'public', said: '' }, 'acknowledge')
  } else if (row.stage === 'acknowledge') {
    const answer = await callOwn(kernel, url, { path: new URL(row.link!).pathname })
    await conclude(kernel, row, await confirmed(kernel, row, answer, 'acknowledged'), 'resolve')
  } else {
    const answer = await send({ ...words, action: 'resolve' })
    await conclude(kernel, row, await confirmed(kernel, row, answer, 'resolved'), undefined)
  }
}

const late = ({ via }: SelfTestRow): OwnAnswer => ({
  ok: false,
  via: via ?? 'public',
  said: `nothing arrived within ${stageSeconds} s`,
})

/** An answer counts when the alert has become what it should. */
async function confirmed(kernel: Kernel, row: SelfTestRow, answer: OwnAnswer, wanted: string): Promise<OwnAnswer> {
  if (!answer.ok) return answer
  const alert = await kernel.work.inOrganization(row.orgId, ({ trx }) => findAlert(trx, row.alertId!))
  if (alert?.status === wanted) return answer
  return { ...answer, ok: false, said: `${answer.said}, and the alert is ${alert?.status ?? 'gone'}` }
}

/** Writes down what came of a stage: on with the next one, or the end. */
async function conclude(
  kernel: Kernel,
  before: SelfTestRow,
  answer: OwnAnswer,
  next: Stage | undefined,
): Promise<void> {
  if (!answer.ok) return fail(kernel, before, answer)
  await kernel.work.inOrganization(before.orgId, async (work) => {
    const { trx, now } = work
    const row = await getSelfTest(trx, before.id)
    const milliseconds = now.epochMilliseconds - row.stageBeganAt.epochMilliseconds
    const stages = JSON.stringify([...(row.stages as object[]), { stage: row.stage, milliseconds }])
    const via = row.via === 'internal' ? row.via : answer.via
    if (next === undefined) {
      await updateSelfTest(trx, row.id, { stages, via, status: 'passed', endedAt: now, nextAt: null })
      await resolveSystemAlert(work, dedupKey)
      return
    }
    // The page may be here already: it comes while the answer of the intake is on its way.
    const waits = next === 'page' && row.link === null
    const nextAt = waits ? now.add({ seconds: stageSeconds }) : now
    await updateSelfTest(trx, row.id, { stages, via, stage: next, stageBeganAt: now, nextAt })
    if (!waits) work.wake(selfTestLoopName)
  })
}

async function fail(kernel: Kernel, { orgId, id, stage, via }: SelfTestRow, answer: OwnAnswer): Promise<void> {
  kernel.log.error({ orgId, stage, reason: answer.said }, 'the self-test failed')
  await kernel.work.inOrganization(orgId, async (work) => {
    const { trx, now } = work
    await updateSelfTest(trx, id, {
      status: 'failed',
      reason: answer.said,
      via: via ?? answer.via,
      endedAt: now,
      nextAt: null,
    })
    const open = await findTestAlert(trx, id)
    if (open !== undefined) await resolve(work, open, { actor: { kind: 'system', name: 'Pikett' }, via: 'source' })
    const { alertId, created } = await raiseSystemAlert(work, {
      dedupKey,
      message: `selfTest.${stage}`,
      values: { reason: answer.said },
      severity: 'critical',
    })
    if (created) await pageFallback(work, alertId)
  })
}
