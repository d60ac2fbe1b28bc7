/** An open alert that pages, and that explains the alerts of a service standing on it. */
export interface Cause {
  serviceId: string
  id: string
  number: number
  summary: string
}

/** An open alert that nobody was paged for yet, and the alert that explains it. */
export interface Dependant {
  alertId: string
  causeId: string
}
