import type { RefusalCode } from '@vratar/protocol/refusals';

/** What one rule says: go on, go on and remember, or stop with a code. */
export type Finding =
  | { readonly result: 'pass' | 'skip'; readonly saw: string }
  | { readonly result: 'flag'; readonly saw: string; readonly flag: string }
  | { readonly result: 'refuse'; readonly saw: string; readonly code: RefusalCode };

export const pass = (saw: string): Finding => ({ result: 'pass', saw });
export const skip = (saw: string): Finding => ({ result: 'skip', saw });
export const flag = (name: string, saw: string): Finding => ({ result: 'flag', saw, flag: name });
export const refuse = (code: RefusalCode, saw: string): Finding => ({ result: 'refuse', saw, code });
