import type { Month } from '../month/month.ts';
import type { Selection } from './kinds/risk-reasons.ts';
import type { ReportLanguage } from './table.ts';

/** Reports that can be asked for, by name. */
export const REPORT_KINDS = ['month', 'register', 'person', 'day', 'week', 'at-risk'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a report is about. Dates are local, `YYYY-MM-DD`; a class or a person narrows it. */
export type ReportRequest =
  | { readonly kind: 'month'; readonly month: Month; readonly class?: string }
  | { readonly kind: 'register'; readonly month: Month; readonly class: string }
  | { readonly kind: 'person'; readonly month: Month; readonly person: string }
  | { readonly kind: 'day'; readonly day: string; readonly class?: string }
  /** The week of Monday to Sunday that the day lies in. */
  | { readonly kind: 'week'; readonly day: string; readonly class?: string }
  | {
      readonly kind: 'at-risk';
      readonly day: string;
      readonly class?: string;
      /** `risk` when absent. */
      readonly selection?: Selection;
    };

/** Whose report it is and for whom it is made. */
export interface ReportContext {
  readonly school: string;
  readonly language: ReportLanguage;
  /** Milliseconds since 1970. */
  readonly now: number;
}
