export { type BuiltList, buildList } from './build-list.ts';
export { entryOf, type Listed, type ListSite } from './entry-of.ts';
export { sitePolicyBody } from './site-policy.ts';
