import type { CardContext } from '../cards/index.ts';

/** What acts on people need; the same as acts on cards, for most of them change a list. */
export type RosterContext = CardContext;
