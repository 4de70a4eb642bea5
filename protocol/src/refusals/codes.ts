/**
 * Why a tap was refused. A code never changes its meaning and is never reused: it is journaled, shown, and searched
 * for (I11).
 */
export const REFUSAL_CODES = [
  // the card
  'card_unknown',
  'card_unreadable',
  'keypad_unused',
  'phone_random_uid',
  'card_blocked',
  'card_lost',
  'card_not_yet_valid',
  'card_expired',
  'card_used_up',
  // the person and the hour
  'not_enrolled',
  'outside_schedule',
  'holiday',
  'lane_not_allowed',
  'direction_not_allowed',
  // where the person is
  'passback',
  'passback_wait',
  'building_full',
  // the lane
  'second_card_needed',
  'second_card_refused',
  'lane_busy',
  'lane_blocked',
  'lockdown',
  'lane_out_of_service',
  'passage_unclear',
  // the gateway
  'stale_read',
  'no_list',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];
