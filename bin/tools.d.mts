type Tools = { env: Record<string, string>; missing: string[] }
export function toolsFor(purpose: 'tests' | 'faults'): string[]
export function findTools(variables?: string[]): Tools
export function prepareTools(variables?: string[]): Tools
