import { mountPage } from '@vratar/ui';
import { words as todayWords } from '../../today/src/words.ts';
import { SchoolApp } from './school-app.tsx';
import { appWords } from './words/app.ts';
import { lessonWords } from './words/lessons.ts';
import { monthWords } from './words/month.ts';
import { problemWords } from './words/problems.ts';

await mountPage(<SchoolApp />, {
  ...todayWords,
  ...appWords,
  ...lessonWords,
  ...monthWords,
  ...problemWords,
});
