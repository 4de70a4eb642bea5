/** One call of the recorded process, as far as a disk or a watcher notices it. Paths are absolute. */
export type DiskCall =
  | { readonly kind: 'open'; readonly path: string; readonly create: boolean; readonly truncate: boolean }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly path: string }
  /** Bytes that left by a socket: what somebody outside knows from now on. */
  | { readonly kind: 'said'; readonly data: Buffer };
