/**
 * Demo: the sample company of `npm start -- --demo`, an invented service provider with customers, people and a living stream
 * of alerts. Owns no table. Invariants: it writes to the organization `demo` only, which is made with `demo = true`, so that
 * every message stays in the sandbox; its monitoring speaks to the public intake and its people answer on the sandbox's
 * phones, as anybody would; known logins exist only where nobody but this machine can reach the server.
 * On top of all slices; nobody imports it but the composition root.
 */
export { createDemo } from './demo.ts'
export type { Demo } from './demo.ts'
export { demoRoutes } from './routes.ts'
