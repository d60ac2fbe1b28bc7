/** The parts of the profile, by their names in the address. */
export const profileTabs = ['contacts', 'rules', 'devices', 'security', 'settings'] as const
export type ProfileTab = (typeof profileTabs)[number]
