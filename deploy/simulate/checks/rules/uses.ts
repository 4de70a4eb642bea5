import { ownUnderWay, type RuleCheck } from './asked.ts';

/** A card that is good for so many entries opens so often, and never keeps anybody inside. */
export const checkUses: RuleCheck = (asked, ledger) => {
  const { card, direction, code } = asked;
  const used = ledger.entries.get(card.token) ?? 0;
  const { here, elsewhere } = ownUnderWay(asked, ledger);
  const saw = `${used} of ${card.uses} entries were told`;
  if (code === 'card_used_up') {
    const most = used + Number(direction === 'in' && (here || elsewhere));
    return card.uses === undefined || direction === 'out' || most < card.uses
      ? `used up, and ${saw}`
      : undefined;
  }
  if (code !== 'granted' || card.uses === undefined || direction === 'out') return undefined;
  return used + Number(elsewhere) < card.uses ? undefined : `granted, and ${saw}`;
};
