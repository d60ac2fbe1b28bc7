type Tools = { env: Record<string, string>; missing: string[] }
export function findTools(): Tools
export function prepareTools(): Tools
