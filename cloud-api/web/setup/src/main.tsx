import { mountPage } from '@vratar/ui';
import { SetupPage } from './setup-page.tsx';
import { calendarWords } from './words/calendar.ts';
import { classWords } from './words/classes.ts';
import { gateWords } from './words/gates.ts';
import { setupWords } from './words/setup.ts';

await mountPage(<SetupPage />, { ...setupWords, ...classWords, ...calendarWords, ...gateWords });
