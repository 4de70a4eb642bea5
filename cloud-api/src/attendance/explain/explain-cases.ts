import { rebuild } from '../fold/rebuild.ts';
import { caseFacts } from './case-facts.ts';
import type { CaseFile } from './case-file.ts';
import { type Explanation, explanation } from './explanation.ts';

/** Rebuilds every case of the file with the server's own code, in the order of the file. */
export function explainCases(file: CaseFile): Explanation[] {
  return file.cases.map((one) => {
    const asOf = one.asOf == null ? Number.POSITIVE_INFINITY : Date.parse(one.asOf);
    const [day] = rebuild(caseFacts(file, one), asOf).days;
    return explanation(one.id, day as NonNullable<typeof day>);
  });
}
