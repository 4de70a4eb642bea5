/** What the import pages read from the API. */
export const KINDS = ['students', 'staff', 'guardians', 'timetable'] as const;
export type Kind = (typeof KINDS)[number];

export interface Report {
  readonly kind: Kind;
  readonly format: string;
  readonly encoding?: string;
  readonly rows: number;
  readonly unknownColumns: readonly string[];
  readonly counts: { readonly added: number; readonly changed: number; readonly removed: number };
  readonly unchanged: number;
  readonly changes: readonly Change[];
  readonly missing: readonly string[];
  readonly problems: readonly RowProblem[];
}

export interface Change {
  readonly action: 'add' | 'change' | 'remove';
  readonly line?: number;
  readonly label: string;
  readonly fields?: readonly string[];
}

export interface RowProblem {
  readonly code: string;
  readonly text: string;
  readonly next: string;
  readonly line?: number;
  readonly column?: number;
}

export interface PastImport {
  readonly id: string;
  readonly kind: Kind;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly appliedAt: string;
  readonly undoneAt?: string;
}

/** What is imported, and how. */
export interface Choice {
  readonly kind: Kind;
  readonly file: File;
  readonly removeMissing: boolean;
}

/** Address of a choice under `/imports…`. */
export const queryOf = ({ kind, removeMissing }: Choice): string =>
  String(new URLSearchParams({ kind, ...(removeMissing ? { removeMissing: 'true' } : {}) }));
