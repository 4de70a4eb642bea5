import { mountPage } from '@vratar/ui';
import { TodayPage } from './today-page.tsx';
import { words } from './words.ts';

await mountPage(<TodayPage />, words);
