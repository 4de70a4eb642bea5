/** The first answer to a write that may be sent again. */
export interface IdempotentAnswerTable {
  school: string;
  /** Account or token. */
  caller: string;
  /** SHA-256 of the caller's key. */
  key: Buffer;
  expires_at: Date;
  /** Of the school's key that sealed the answer. */
  version: number | null;
  sealed: Buffer | null;
}

export interface ApiTables {
  idempotent_answer: IdempotentAnswerTable;
}
