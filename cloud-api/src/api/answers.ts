import { type Static, type TSchema, Type } from 'typebox';

/** A success without a body: 204. */
export const nothing = Type.Null({ description: 'No content.', 'x-answer': 'nothing' });

/** A document to keep: what its route's handler gives back. */
export interface FileAnswer {
  /** One of the types that the route declares. */
  readonly type: string;
  /** Name under which a browser saves it. */
  readonly name: string;
  /** The whole, or its pieces for what is too large for the memory. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A success that is a document of one of these media types. */
export interface FileOf {
  readonly files: readonly string[];
}
export const fileOf = (...types: string[]): FileOf => ({ files: types });

/** A success that is at another address: 302; the handler gives back where. */
export const elsewhere = Type.String({ description: 'Goes on at another address.' });

/** What a route answers with when all is well. */
export type Answer = TSchema | FileOf;
export type Answered<A extends Answer> = A extends TSchema
  ? A extends typeof nothing
    ? Promise<void>
    : Promise<Static<A>>
  : Promise<FileAnswer>;

export const isFile = (answer: Answer): answer is FileOf => 'files' in answer;
export const isElsewhere = (answer: Answer): boolean => answer === elsewhere;
export const isNothing = (answer: Answer): boolean => answer === nothing;
