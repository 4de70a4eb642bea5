import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { contrast, theme } from './theme.ts';
import type { Dictionary } from './words/languages.ts';
import { setUpWords } from './words/setup.ts';

/**
 * Puts a page into `#root` with theme, data cache and languages.
 * @param words the page's dictionary; the common words are always there
 */
export async function mountPage(page: ReactNode, words: Dictionary): Promise<void> {
  await setUpWords(words);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: 2, refetchOnWindowFocus: true } } });
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={contrast} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>{page}</QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
