export { type BoardOptions, boardApp } from './app.ts';
export type { Happening } from './happenings.ts';
export type { BoardPerson } from './routes/people.ts';
export { serveBoard } from './serve.ts';
export type { BoardDevice, BoardLine, BoardState } from './state.ts';
