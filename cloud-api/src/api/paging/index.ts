export { readCursor, writeCursor } from './cursor.ts';
export { type Page, type PageAsked, pageOf, pageQuery } from './page.ts';
export { type PageOrder, readPage } from './read-page.ts';
