import type { PeopleTables } from '../people/tables/index.ts';

/**
 * All tables, typed. Each capability exports an interface of its own tables (`table name → row type`), and this
 * interface extends it; a query outside its capability then reads like any other.
 */
export interface Database extends PeopleTables {}
