export { type BoardOptions, boardApp } from './app.ts';
export type { BoardDevice, BoardLine, BoardPerson, BoardState, Happening } from './schema.ts';
export { serveBoard } from './serve.ts';
