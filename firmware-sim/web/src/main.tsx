import { mountPage } from '@vratar/ui';
import { Board } from './board.tsx';
import { boardWords } from './words/board.ts';

await mountPage(<Board />, boardWords);
