/** What the region page reads from the API. A count that is absent would tell of few people. */
export interface Counts {
  readonly pupils?: number;
  readonly withCard?: number;
  readonly passOnlyCards?: number;
  readonly seenToday?: number;
  readonly atRisk?: number;
  readonly droppingOut?: number;
}
export type Measure = keyof Counts;

export interface SchoolNumbers extends Counts {
  readonly school: string;
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly riskAsOf?: string;
  readonly lastMonth?: string;
  readonly gateways: number;
  readonly enrolledGateways: number;
  readonly hasBells: boolean;
  readonly hasTimetables: boolean;
  readonly hasPrincipal: boolean;
  /** The first one has come, even where the term is over by now. */
  readonly hadPrincipal: boolean;
}

export interface Numbers {
  readonly date: string;
  readonly schools: readonly SchoolNumbers[];
  readonly totals: Counts;
}

export interface Region {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}
