/** Something that the holder of the account was told, as `GET /me/notices` says it. */
export interface Notice {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly seen: boolean;
  readonly title: string;
  readonly text: string;
  /** Identifiers and times; never names. */
  readonly detail: {
    readonly school?: string;
    readonly month?: string;
    readonly person?: string;
  };
}
