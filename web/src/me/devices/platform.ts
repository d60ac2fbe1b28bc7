export const platforms = ['ios', 'android', 'desk'] as const
export type Platform = (typeof platforms)[number]

export function platformOf(userAgent: string): Platform {
  if (/iPhone|iPad/.test(userAgent)) return 'ios'
  return /Android/.test(userAgent) ? 'android' : 'desk'
}
