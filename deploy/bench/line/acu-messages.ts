/** How the ACU's process is started. */
export interface AcuOptions {
  readonly port: { readonly socket: string } | { readonly tty: string };
  readonly baud: number;
  readonly addresses: readonly number[];
  /** Hex, the same for all devices. */
  readonly key: string;
  /** Folder of the journal; without one taps are granted without a commit. */
  readonly journal?: string;
  readonly slowDisk?: boolean;
}

/** What it tells. */
export type AcuNotice =
  | { readonly kind: 'online'; readonly address: number }
  | { readonly kind: 'offline'; readonly address: number }
  /** From the decision until the gate's thread knows that the grant is durable. */
  | { readonly kind: 'committed'; readonly ms: number }
  | {
      readonly kind: 'usage';
      /** Processor time of the whole process so far, ms. */
      readonly cpuMs: number;
      readonly polls: number;
      readonly residentBytes: number;
    };

export type AcuRequest = 'usage' | 'stop';
