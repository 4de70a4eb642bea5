/** A campaign of confirmations at one school (rules.md, C4). */
export const ASP_CAMPAIGN_STATES = ['started', 'ready', 'signed', 'final', 'expired'] as const;
export type AspCampaignState = (typeof ASP_CAMPAIGN_STATES)[number];

export interface AspFacts {
  /** g1: the actor is the principal or an active delegate. */
  readonly signs: boolean;
  readonly now: number;
  /** g2: the campaign runs in `[opens, closes)`. */
  readonly window: { readonly opens: number; readonly closes: number };
  /** Rows still За преглед, after the act. */
  readonly undecided: number;
}

export type AspAct = 'decide' | 'sign' | 'unsign' | 'close';

export type AspRefusal =
  | 'not_principal'
  | 'campaign_closed'
  | 'campaign_signed'
  | 'rows_undecided'
  | 'not_signed'
  | 'campaign_lasts';

export type AspStep =
  | { readonly ok: true; readonly state: AspCampaignState }
  | { readonly ok: false; readonly code: AspRefusal; readonly count?: number };

const to = (state: AspCampaignState): AspStep => ({ ok: true, state });
const no = (code: AspRefusal, count?: number): AspStep =>
  count === undefined ? { ok: false, code } : { ok: false, code, count };

/** One step of the machine. Pure: everything that decides is in `facts`. */
export function stepAsp(state: AspCampaignState, act: AspAct, facts: AspFacts): AspStep {
  if (act === 'close') return close(state, facts);
  if (!facts.signs) return no('not_principal');
  if (facts.now < facts.window.opens || facts.now >= facts.window.closes) return no('campaign_closed');
  if (state === 'final' || state === 'expired') return no('campaign_closed');
  switch (act) {
    case 'decide':
      if (state === 'signed') return no('campaign_signed');
      return to(facts.undecided === 0 ? 'ready' : 'started');
    case 'sign':
      if (state === 'signed') return no('campaign_signed');
      return facts.undecided > 0 ? no('rows_undecided', facts.undecided) : to('signed');
    case 'unsign':
      return state === 'signed' ? to('ready') : no('not_signed');
  }
}

/** After the end a signature is final, and what was not signed is an alarm for the region. */
function close(state: AspCampaignState, facts: AspFacts): AspStep {
  if (facts.now < facts.window.closes) return no('campaign_lasts');
  return to(state === 'signed' || state === 'final' ? 'final' : 'expired');
}
