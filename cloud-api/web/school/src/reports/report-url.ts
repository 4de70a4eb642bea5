import type { Language } from '@vratar/ui';
import type { Selection } from '../signals/types.ts';

/** Reports of the API, what each is about, and whether it is of one class or of any. */
export const KINDS = [
  { kind: 'register', of: 'month', class: 'one' },
  { kind: 'month', of: 'month', class: 'any' },
  { kind: 'person', of: 'month', class: 'one' },
  { kind: 'day', of: 'day', class: 'any' },
  { kind: 'week', of: 'day', class: 'any' },
  { kind: 'at-risk', of: 'day', class: 'any' },
] as const;
export type Kind = (typeof KINDS)[number]['kind'];
export const FORMATS = ['pdf', 'xlsx', 'csv'] as const;

export interface Asked {
  readonly kind: Kind;
  readonly month: string;
  readonly day: string;
  readonly class?: string | undefined;
  readonly person?: string | undefined;
  readonly selection: Selection;
  readonly language: Language;
  readonly format: (typeof FORMATS)[number];
}

/** Where a report is, and the name of the file: without the name of anybody. */
export function reportUrl(asked: Asked): { readonly path: string; readonly name: string } {
  const { kind, month, day, person, selection, language, format } = asked;
  const ofMonth = KINDS.some((each) => each.kind === kind && each.of === 'month');
  const query = new URLSearchParams({ language, format, ...(ofMonth ? { month } : { day }) });
  if (kind === 'person') query.set('person', person ?? '');
  else if (asked.class !== undefined) query.set('class', asked.class);
  if (kind === 'at-risk') query.set('selection', selection);
  return { path: `/reports/${kind}?${query}`, name: `${kind}-${ofMonth ? month : day}.${format}` };
}
