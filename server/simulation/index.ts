/**
 * Simulation: who would be paged when, on which contact, by the rules that page in production (rules/simulation).
 * Owns nothing and writes nothing. Reads the set-up through the slices that own it.
 * Events in and out: none.
 */
export { simulationRoutes } from './routes.ts'
