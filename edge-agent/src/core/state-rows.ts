/**
 * What must survive a restart, as plain rows that the shell keeps as they are: `(area, key) → value`. A change travels
 * with the event that caused it and is written in the same transaction, so that the two can never disagree.
 */
export interface StateRow {
  readonly area: string;
  readonly key: string;
  /** JSON text. */
  readonly value: string;
}

export type StateChange =
  | { readonly op: 'put'; readonly area: string; readonly key: string; readonly value: string }
  | { readonly op: 'delete'; readonly area: string; readonly key: string }
  | { readonly op: 'clear'; readonly area: string };
