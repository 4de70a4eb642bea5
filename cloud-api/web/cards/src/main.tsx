import { mountPage } from '@vratar/ui';
import { CardsPage } from './cards-page.tsx';
import { words } from './words.ts';

await mountPage(<CardsPage />, words);
