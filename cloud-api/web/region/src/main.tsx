import { mountPage } from '@vratar/ui';
import { principalWords } from './principal-words.ts';
import { RegionPage } from './region-page.tsx';
import { words } from './words.ts';

await mountPage(<RegionPage />, { ...words, ...principalWords });
