import { defineErrors } from '../define.ts';

/** Cards at the desk: stock, issue, return. The reads of cards at a lane have refusals of their own. */
export const cardErrors = defineErrors({
  card_known: {
    text: 'A card ({label}) is already in the network.',
    next: 'Look it up with "check card"; a card that was found goes to the school that it belongs to.',
  },
  card_not_in_stock: {
    text: '{count} of these cards are not in the stock of the school.',
    next: 'Return or unblock them first, or take others.',
  },
  card_not_issued: {
    text: '{count} of these cards are in nobody’s hands.',
    next: 'Check the number on the card.',
  },
  card_one_each: {
    text: 'The person already has an active card ({count}).',
    next: 'Replace or block it first, or allow several credentials in the settings of the school.',
  },
  card_person_unknown: {
    text: '{count} of these people are not in the school’s registers.',
    next: 'Import or enter them first.',
  },
  card_pass_only_person: {
    text: 'This person refused the processing of data; a card bound to them cannot be issued.',
    next: 'Issue a pass-only card and have it signed for in the journal.',
  },
  card_needs_end: {
    text: 'A {kind} card needs an end of validity.',
    next: 'Say until when it is lent.',
  },
  card_unknown_here: {
    text: 'The school does not have this card.',
    next: 'Check it on the reader; a card of another school goes to the officer, who hands it on.',
  },
  card_not_blocked: { text: 'The card is not blocked.', next: 'Check it on the reader to see its state.' },
  card_needs_signature: {
    text: 'A pass-only card is signed for.',
    next: 'Have the page of the journal signed, and enter its date.',
  },
  card_held_then: {
    text: 'Somebody had this card in hand at that time.',
    next: 'Issue it from a later moment on.',
  },
  card_number_invalid: {
    text: 'This is no card’s number ({reason}).',
    next: 'Read the card again. Phones invent a number at each tap and cannot be used.',
  },
  period_past: {
    text: 'The time until which the card is valid is over.',
    next: 'Say a later one.',
  },
});
