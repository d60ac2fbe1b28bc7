/** The steps of the first ten minutes, by their names in the address. */
export const stepNames = ['who', 'way', 'oncall', 'source', 'page'] as const
export type StepName = (typeof stepNames)[number]
