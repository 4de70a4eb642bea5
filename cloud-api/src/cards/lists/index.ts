export { type BuiltList, buildList } from './build-list.ts';
export { entryOf, type Listed, type ListSite } from './entry-of.ts';
export { type ListDifference, type ListSnapshot, listDifference, listSnapshot } from './read-list.ts';
export { DEFAULT_GATE_RULES, siteRules } from './site-policy.ts';
export { listTasks } from './tasks.ts';
