import { type TSchema, Type } from 'typebox';
import { exactly } from '../request-schemas.ts';

export const PAGE_DEFAULT = 50;
export const PAGE_MOST = 200;

const members = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: PAGE_MOST, default: PAGE_DEFAULT, description: 'At most so many.' }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1024,
      description: '`next` of the page before; its value means nothing outside.',
    }),
  ),
};

/** Query of a list: its own filters, `limit` and `cursor`. */
export const pageQuery = <T extends Parameters<typeof exactly>[0]>(filters: T) =>
  exactly({ ...filters, ...members } as T & typeof members);

/** Answer of a list. */
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    next: Type.Optional(Type.String({ description: 'Cursor of the next page; absent on the last one.' })),
  });

export interface PageAsked {
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: T[];
  readonly next?: string;
}
