/** What the erasure of a person would take, as the API tells it. */
export interface Outlook {
  readonly person: string;
  readonly accountNo: string;
  readonly kind: 'student' | 'staff' | 'guardian';
  readonly refused: readonly ('attends' | 'works' | 'answers' | 'unsigned')[];
  readonly guardians: number;
  readonly cards: number;
  readonly signedMonths: number;
}
