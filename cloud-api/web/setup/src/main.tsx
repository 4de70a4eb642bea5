import { mountPage } from '@vratar/ui';
import { SetupPage } from './setup-page.tsx';
import { bellWords } from './words/bells.ts';
import { calendarWords } from './words/calendar.ts';
import { classWords } from './words/classes.ts';
import { gateWords } from './words/gates.ts';
import { placeWords } from './words/places.ts';
import { setupWords } from './words/setup.ts';
import { timetableWords } from './words/timetable.ts';

await mountPage(<SetupPage />, {
  ...setupWords,
  ...classWords,
  ...timetableWords,
  ...bellWords,
  ...calendarWords,
  ...placeWords,
  ...gateWords,
});
