/** What is watched, by whom, and what it says when it fails. */
export interface Sensor {
  key: string
  /** The key of the source in msp.yaml. */
  source: SourceKey
  host: string
  severity: 'critical' | 'error' | 'warning'
  /** `{n}` becomes a percentage. */
  text: string
}

export const sourceKeys = [
  'zabbix-stadtwerke',
  'zabbix-klinik',
  'prometheus-kontor',
  'uptime-backhaus',
  'jobs',
] as const
export type SourceKey = (typeof sourceKeys)[number]

const rows =
  (source: SourceKey, severity: Sensor['severity']) =>
  (key: string, host: string, text: string): Sensor => ({ key, source, host, severity, text })

const control = rows('zabbix-stadtwerke', 'critical')
const clinic = rows('zabbix-klinik', 'critical')
const clinicWarning = rows('zabbix-klinik', 'warning')
const warehouse = rows('prometheus-kontor', 'critical')
const warehouseWarning = rows('prometheus-kontor', 'warning')
const shop = rows('uptime-backhaus', 'error')
const job = rows('jobs', 'error')
const jobWarning = rows('jobs', 'warning')

/** Their alerts are the visitor's: the source pages whoever is on call for NetOps, and that is Ann. */
export const visitorSensors: readonly Sensor[] = [
  control('scada-gateway', 'scada-gw-01', 'Leitstelle: Fernwirk-Gateway antwortet nicht'),
  control('control-db', 'ls-db-01', 'Leitstelle: Datenbank nimmt keine Verbindungen an'),
  control('core-switch', 'core-sw-02', 'Core-Switch core-sw-02 nicht erreichbar'),
  control('portal', 'portal-lb-01', 'Kundenportal: HTTP 503 seit 3 Minuten'),
]

/** Whatever fails alone, in groups that take turns, so that a sensor is well again before its turn comes back. */
export const sensorGroups: readonly (readonly Sensor[])[] = [
  [
    clinic('pacs-import', 'pacs-01', 'PACS: DICOM-Import steht, 240 Bilder warten'),
    warehouseWarning('disk-wms', 'wms-db-02', 'Disk /var/lib/postgresql on wms-db-02 is {n} % full'),
    shop('shop-order', 'Bestellportal', 'HTTP 502 Bad Gateway'),
    clinicWarning('ups-load', 'usv-haus-b', 'USV Haus B: Last bei {n} %'),
  ],
  [
    warehouse('wms-latency', 'wms-app-01', 'Warehouse API answers slower than 2 s (p99)'),
    job('backup-fileserver', 'bck-01', 'Sicherung Fileserver Klinik fehlgeschlagen: Repository gesperrt'),
    clinic('sip-trunk', 'tk-sbc-01', 'Telefonie: SIP-Trunk 2 nicht registriert'),
  ],
  [
    shop('till-husum', 'Kasse Husum', 'timeout of 48000ms exceeded'),
    warehouseWarning('cert-edi', 'edi-gw-01', 'Certificate of edi.hansekontor.example expires in 6 days'),
    jobWarning('patches', 'wsus-01', 'Patchlauf: 7 Server ohne Rückmeldung'),
  ],
  [
    clinicWarning('temp-server-room', 'klima-eg', 'Serverraum EG: 29 °C, Grenzwert 27 °C'),
    warehouse('edi-queue', 'edi-gw-01', 'EDI queue has not moved for 10 minutes'),
    shop('shop-web', 'Webseite Backhaus', 'connect ECONNREFUSED 203.0.113.20:443'),
  ],
  [
    job('invoice-run', 'erp-app-02', 'Rechnungslauf abgebrochen: Zeitüberschreitung nach 45 Minuten'),
    clinic('hl7-interface', 'kis-hl7-01', 'KIS: HL7-Schnittstelle zum Labor getrennt'),
    warehouseWarning('memory-wms', 'wms-app-02', 'Memory on wms-app-02 is {n} % used'),
  ],
  [
    warehouse('scanner-wifi', 'wlc-01', 'Wi-Fi controller lost 14 access points in hall 3'),
    shop('till-toenning', 'Kasse Tönning', 'read ECONNRESET'),
    clinicWarning('mail-queue', 'mx-02', 'Mailserver mx-02: 310 Nachrichten in der Warteschlange'),
  ],
]

/** What fails together: one cause, many messages. */
export const bursts: readonly (readonly Sensor[])[] = [
  [
    shop('branch-router', 'Router Filiale Heide', 'Request timed out'),
    shop('branch-till-1', 'Kasse 1 Heide', 'connect EHOSTUNREACH 198.51.100.31'),
    shop('branch-till-2', 'Kasse 2 Heide', 'connect EHOSTUNREACH 198.51.100.32'),
    shop('branch-oven', 'Ofensteuerung Heide', 'connect EHOSTUNREACH 198.51.100.40'),
    shop('branch-camera', 'Kamera Heide', 'connect EHOSTUNREACH 198.51.100.41'),
  ],
  [
    warehouse('hall-switch', 'sw-halle-2', 'Switch sw-halle-2 is down'),
    warehouse('hall-printer', 'label-prn-07', 'Label printer 7 is unreachable'),
    warehouse('hall-scanner', 'scan-gw-02', 'Scanner gateway 2 is unreachable'),
    warehouse('hall-gate', 'gate-ctl-04', 'Gate controller 4 is unreachable'),
  ],
]

export const allSensors: readonly Sensor[] = [...visitorSensors, ...sensorGroups.flat(), ...bursts.flat()]
