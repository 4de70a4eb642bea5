import { mountPage } from '@vratar/ui';
import { AccessPage } from './access-page.tsx';
import { words } from './words.ts';

await mountPage(<AccessPage />, words);
