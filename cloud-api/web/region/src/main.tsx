import { mountPage } from '@vratar/ui';
import { principalWords } from './principal-words.ts';
import { RegionPage } from './region-page.tsx';
import { schoolWords } from './school-words.ts';
import { words } from './words.ts';

await mountPage(<RegionPage />, { ...words, ...principalWords, ...schoolWords });
