/** Milliseconds of computing that `act` took: unlike the time that went by, the same on a machine that is busy otherwise. */
export function computingMs(act: () => void): number {
  const startedAt = process.threadCpuUsage()
  act()
  const { user, system } = process.threadCpuUsage(startedAt)
  return (user + system) / 1_000
}
