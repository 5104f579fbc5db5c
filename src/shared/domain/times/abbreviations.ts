/**
 * Abbreviations of zones that people write, their offset in minutes east of UTC, and a place whose clocks show it.
 *
 * The place serves one check. Many people write `CET` all year for "the time on our clocks", so `14:05 CET` in June may
 * be UTC+1, as the letters say, or UTC+2, as the clocks said. Where the place's clocks showed something else at that
 * moment, the time is doubtful and is asked about. Without a place the abbreviation is taken as it says.
 */
export const abbreviations: Readonly<Record<string, readonly [offsetMinutes: number, place: string | null]>> =
  {
    UTC: [0, null],
    Z: [0, null],
    GMT: [0, null],
    WET: [0, 'Europe/Lisbon'],
    WEST: [60, 'Europe/Lisbon'],
    BST: [60, 'Europe/London'],
    CET: [60, 'Europe/Berlin'],
    CEST: [120, 'Europe/Berlin'],
    MEZ: [60, 'Europe/Berlin'],
    MESZ: [120, 'Europe/Berlin'],
    EET: [120, 'Europe/Helsinki'],
    EEST: [180, 'Europe/Helsinki'],
    MSK: [180, null],
    SAST: [120, null],
    PKT: [300, null],
    SGT: [480, null],
    HKT: [480, null],
    AWST: [480, null],
    JST: [540, null],
    KST: [540, null],
    ACST: [570, 'Australia/Adelaide'],
    ACDT: [630, 'Australia/Adelaide'],
    AEST: [600, 'Australia/Sydney'],
    AEDT: [660, 'Australia/Sydney'],
    NZST: [720, 'Pacific/Auckland'],
    NZDT: [780, 'Pacific/Auckland'],
    NDT: [-150, 'America/St_Johns'],
    ADT: [-180, 'America/Halifax'],
    EST: [-300, 'America/New_York'],
    EDT: [-240, 'America/New_York'],
    CDT: [-300, 'America/Chicago'],
    MST: [-420, 'America/Denver'],
    MDT: [-360, 'America/Denver'],
    PST: [-480, 'America/Los_Angeles'],
    PDT: [-420, 'America/Los_Angeles'],
    AKST: [-540, 'America/Anchorage'],
    AKDT: [-480, 'America/Anchorage'],
    HST: [-600, null],
  }

/** Abbreviations that name zones hours apart: they are asked about, never resolved. */
export const ambiguousAbbreviations: ReadonlySet<string> = new Set([
  'CST', // North America, China, Cuba
  'IST', // India, Ireland, Israel
  'AST', // Atlantic, Arabia
  'SST', // Singapore, Samoa
  'GST', // Gulf, South Georgia
  'AMT', // Amazon, Armenia
  'ECT', // Ecuador, Eastern Caribbean
])

/** Names of a region's own time, whichever of its two offsets its clocks showed. */
export const regionNames: Readonly<Record<string, string>> = {
  'pacific time': 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  'mountain time': 'America/Denver',
  'central time': 'America/Chicago',
  'eastern time': 'America/New_York',
  et: 'America/New_York',
  'central european time': 'Europe/Berlin',
  'uk time': 'Europe/London',
}
