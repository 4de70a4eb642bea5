export type Sex = 'm' | 'f';

/** A name as registers keep it: given name, father's name, family name. */
export interface NameParts {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
}
