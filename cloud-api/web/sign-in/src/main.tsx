import { mountPage } from '@vratar/ui';
import { SignInPage } from './sign-in-page.tsx';
import { words } from './words.ts';

await mountPage(<SignInPage />, words);
