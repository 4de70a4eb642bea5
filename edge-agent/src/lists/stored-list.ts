/** A list as it lies on the disk: lines ascending by token, exactly as the digest covers them. */
export interface StoredList {
  readonly version: number;
  /** UTC ms at which the cloud signed it. */
  readonly issuedAt: number;
  readonly digest: string;
  /** JSON text of the policy. */
  readonly policy: string;
  readonly lines: readonly string[];
}

const TOKEN = /"token":"([A-Za-z0-9_-]+)"/;

/** The token of an entry line that was checked: no other text in it can look like this. */
export function tokenOf(line: string): string {
  return TOKEN.exec(line)![1]!;
}
