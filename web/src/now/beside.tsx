import type { Alert } from '../api/types.ts'
import { Heartbeats } from './heartbeats.tsx'
import { Messages } from './messages.tsx'
import { OnCall } from './on-call.tsx'
import { SetupProblems } from './setup-problems.tsx'
import { UpNext } from './up-next.tsx'

/** What is read after the alerts, and comes after them. */
export default function Beside({ alerts }: { alerts: Alert[] }) {
  return (
    <>
      <UpNext alerts={alerts} />
      <OnCall />
      <Heartbeats />
      <Messages />
      <SetupProblems />
    </>
  )
}
