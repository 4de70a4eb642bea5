import { randomUUID } from 'node:crypto';

/** Identifier of a new row, where the program must know it before the database does. */
export const newId = (): string => randomUUID();
