/** The newest count of pupils at risk; a number, nobody's name. */
export interface RiskCountTable {
  school: string;
  /** Local date up to which absences were counted. */
  as_of: string;
  /** Enrolled on that day. */
  pupils: number;
  /** More absences than the limits of the 2018 letter. */
  at_risk: number;
  /** „Отпадащи“, as НЕИСПУО counts them. */
  dropping_out: number;
}

export interface NumberTables {
  risk_count: RiskCountTable;
}
