import type { Migration } from 'kysely/migration';
import { credentials } from './1201-credentials.ts';
import { allowLists } from './1202-allow-lists.ts';
import { foundCards } from './1203-found-cards.ts';
import { leanLists } from './1204-lean-lists.ts';
import { listSums } from './1205-list-sums.ts';
import { cardLists } from './1206-card-lists.ts';
import { continuedHoldings } from './1207-continued-holdings.ts';

export const cardMigrations: Readonly<Record<string, Migration>> = {
  '1201_credentials': credentials,
  '1202_allow_lists': allowLists,
  '1203_found_cards': foundCards,
  '1204_lean_lists': leanLists,
  '1205_list_sums': listSums,
  '1206_card_lists': cardLists,
  '1207_continued_holdings': continuedHoldings,
};
