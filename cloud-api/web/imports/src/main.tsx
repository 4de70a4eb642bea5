import { mountPage } from '@vratar/ui';
import { ImportsPage } from './imports-page.tsx';
import { words } from './words.ts';

await mountPage(<ImportsPage />, words);
