export { type ReaderFormat, type Reading, rawReader, readingOf } from './reading.ts';
