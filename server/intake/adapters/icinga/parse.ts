import { readNagios } from '../nagios/parse.ts'
import { vendorAdapter } from '../vendor.ts'

/** Icinga 2 tells its notification scripts what Nagios tells its own, with a few other words (wire A06). */
export const icinga = vendorAdapter({ type: 'icinga', read: (body) => [readNagios(body)] })
