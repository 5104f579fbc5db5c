import type { Period } from './actionMetrics.ts'

export interface Quarter extends Period {
  year: number
  quarter: 1 | 2 | 3 | 4
  /** `2026 Q4`. */
  name: string
}

const lastDays = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as const
const firstDays = { 1: '01-01', 2: '04-01', 3: '07-01', 4: '10-01' } as const

export function quarter(year: number, of: 1 | 2 | 3 | 4): Quarter {
  const four = String(year).padStart(4, '0')
  return {
    year,
    quarter: of,
    name: `${four} Q${of}`,
    from: `${four}-${firstDays[of]}`,
    to: `${four}-${lastDays[of]}`,
  }
}

/** The calendar quarter in which a day lies. */
export function quarterOf(day: string): Quarter {
  const month = Number(day.slice(5, 7))
  return quarter(Number(day.slice(0, 4)), Math.ceil(month / 3) as 1 | 2 | 3 | 4)
}

export function quarterBefore({ year, quarter: of }: Quarter): Quarter {
  return of === 1 ? quarter(year - 1, 4) : quarter(year, (of - 1) as 1 | 2 | 3)
}

export function quarterAfter({ year, quarter: of }: Quarter): Quarter {
  return of === 4 ? quarter(year + 1, 1) : quarter(year, (of + 1) as 2 | 3 | 4)
}
