import type { Plugin } from 'vite';

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 44 44'%3E%3Crect width='44' height='44' rx='10' fill='%23007d50'/%3E%3Cg stroke='white' stroke-width='3.5' stroke-linecap='round'%3E%3Cpath d='M22 22 22 8M22 22 34 29M22 22 10 29'/%3E%3C/g%3E%3C/svg%3E";

/** The document of every page: an empty root, which its `src/main.tsx` fills. */
export const PAGE_HTML = `<!doctype html>
<html lang="bg">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${ICON}" />
    <title>Вратар</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="./src/main.tsx"></script>
  </body>
</html>
`;

/** Gives Vite a page's document without a file: they are all the same. @param path where it would be */
export const pageHtml = (path: string): Plugin => ({
  name: 'vratar-page-html',
  enforce: 'pre',
  resolveId: (id) => (id === path ? path : undefined),
  load: (id) => (id === path ? PAGE_HTML : undefined),
});
