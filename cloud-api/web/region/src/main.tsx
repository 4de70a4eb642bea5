import { mountPage } from '@vratar/ui';
import { RegionPage } from './region-page.tsx';
import { words } from './words.ts';

await mountPage(<RegionPage />, words);
