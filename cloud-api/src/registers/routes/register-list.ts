import type { SelectQueryBuilder } from 'kysely';
import type { Static, TSchema } from 'typebox';
import { type AddSchoolRoute, type PageOrder, pageOf, pageQuery, readPage } from '../../api/index.ts';
import type { RosterContext } from '../../roster/index.ts';
import { rosterContext } from '../../roster/routes/context.ts';

export interface RegisterList<View extends TSchema, Row> {
  /** Its name in the plural: the path, too. */
  readonly list: string;
  readonly summary: string;
  readonly description?: string;
  readonly view: View;
  /** Without order and limit. */
  // biome-ignore lint/suspicious/noExplicitAny: which tables a query names does not matter here
  readonly rows: (context: RosterContext) => SelectQueryBuilder<any, any, Row>;
  readonly order: Omit<PageOrder, 'list'>;
  /** What is shown of the rows of one page; when absent, they are shown as they are. */
  readonly shown?: (rows: readonly Row[], context: RosterContext) => Promise<Static<View>[]>;
}

/** Adds the list of a register of the school, which everybody who works there may read. */
export function registerList<View extends TSchema, Row>(
  route: AddSchoolRoute,
  { list, rows, order, view, shown, ...told }: RegisterList<View, Row>,
): void {
  route({
    ...told,
    method: 'GET',
    url: `/${list}`,
    tag: 'school',
    act: 'registers.see',
    query: pageQuery({}),
    answer: pageOf(view),
    handle: async ({ query, ...input }) => {
      const context = rosterContext(input);
      const { items, ...next } = await readPage(rows(context), { ...order, list }, query);
      return { items: shown ? await shown(items, context) : (items as Static<View>[]), ...next } as never;
    },
  });
}
