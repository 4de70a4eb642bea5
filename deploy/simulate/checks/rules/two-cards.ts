import { type Asked, type Demands, type RuleCheck, waitingThere } from './asked.ts';

/** Where two cards are asked for, only an escort's opens for whoever waits, and for nobody else. */
export const checkTwoCards: RuleCheck = (asked, ledger, demands) => {
  const { code, card, escort } = asked;
  const isAsked = isTwoCardWay(asked, demands);
  const first = waitingThere(asked, ledger);
  const another = first !== undefined && first.person !== card.person ? first : undefined;
  switch (code) {
    case 'second_card_needed':
      if (!isAsked) return 'one card is enough here';
      if (!needsSecond(asked, demands)) return 'this card needs no second';
      return another?.isSure === true ? `${another.person} is waiting: this card is the second` : undefined;
    case 'second_card_refused':
      if (!isAsked || another === undefined) return 'nobody waits for a second card';
      return card.escort ? 'the card is an escort’s' : undefined;
    case 'granted':
      if (escort !== undefined) return badEscort(asked, first?.person);
      if (!isAsked || asked.isProbe) return undefined;
      if (another?.isSure === true) return `opened for the second card; ${another.person} is waiting`;
      return needsSecond(asked, demands) ? 'opened without a second card' : undefined;
    default:
      return undefined;
  }
};

function isTwoCardWay({ lane, direction }: Asked, { twoCards }: Demands): boolean {
  return twoCards?.lane === lane && twoCards.directions.includes(direction);
}

function needsSecond({ card }: Asked, { twoCards }: Demands): boolean {
  const kinds = twoCards?.kinds;
  return kinds === undefined ? !card.escort : kinds.includes(card.kind);
}

function badEscort({ card, escort }: Asked, waiting: string | undefined): string | undefined {
  if (waiting !== card.person) return `opened by two cards; ${waiting ?? 'nobody'} is waiting`;
  if (!escort!.escort) return `the second card, of ${escort!.person}, is no escort’s`;
  return escort!.person === card.person ? 'both cards are of one person' : undefined;
}
