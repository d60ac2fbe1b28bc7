import type { Scenario } from '../scenario.ts'
import { busy } from './load.ts'

const onCluster = {
  ...busy,
  ground: 'cluster' as const,
  nodes: 2,
  needs: ['patroni', 'etcd', 'postgresql'] as const,
}

/** Two PostgreSQL servers with a synchronous standby, held together by Patroni and etcd. */
export const cluster: Scenario[] = [
  {
    ...onCluster,
    name: 'failover: the server that takes writes is killed',
    async act({ operators, database, outage, work, turns }) {
      await Promise.all(operators.map((operator) => operator.start()))
      for (let turn = 0; turn < turns(2, 1); turn += 1) {
        await work(20, 40)
        await outage('database', async () => {
          await database.kill()
          await work(10, 20)
        })
        await database.start()
      }
      await work(10, 20)
    },
  },
  {
    ...onCluster,
    name: 'failover: the other server takes over in good order',
    async act({ operators, database, outage, work, turns }) {
      await Promise.all(operators.map((operator) => operator.start()))
      for (let turn = 0; turn < turns(3, 1); turn += 1) {
        await work(20, 40)
        await outage('database', async () => {
          await database.switchOver()
          await work(10, 20)
        })
      }
    },
  },
  {
    ...onCluster,
    name: 'failover: the server that takes writes loses its network',
    async act({ operators, database, outage, work }) {
      await Promise.all(operators.map((operator) => operator.start()))
      await work(20, 40)
      await outage('network', async () => {
        await database.isolate('silent')
        await work(10, 20)
        await database.isolate('open')
      })
      await work(20, 40)
    },
  },
]
