import { mountPage } from '@vratar/ui';
import { words as todayWords } from '../../today/src/words.ts';
import { SchoolApp } from './school-app.tsx';
import { alertWords } from './words/alerts.ts';
import { appWords } from './words/app.ts';
import { lessonWords } from './words/lessons.ts';
import { monthWords } from './words/month.ts';
import { problemWords } from './words/problems.ts';
import { reportWords } from './words/reports.ts';
import { settingWords } from './words/settings.ts';
import { signalWords } from './words/signals.ts';

await mountPage(<SchoolApp />, {
  ...todayWords,
  ...alertWords,
  ...appWords,
  ...lessonWords,
  ...monthWords,
  ...problemWords,
  ...reportWords,
  ...settingWords,
  ...signalWords,
});
