import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mutation } from '../../simulate/mutations/mutation.ts';
import { RULE_MUTATIONS } from '../../simulate/mutations/rule-list.ts';
import { type Judged, RuleSearch } from '../../simulate/mutations/rule-search.ts';
import { ROOT } from '../../src/root.ts';

/** Tried when the known morning notices nothing; one in 25 shows the rarest of the defects. */
const OTHERS = Array.from({ length: 80 }, (_, index) => index + 1);

describe('the oracle of people notices defects that are planted in the rules of attendance', async () => {
  const search = await RuleSearch.open(ROOT, RULE_MUTATIONS);
  const judged = new Map<Mutation['stage'], Map<number, Judged>>();
  const judge = (stage: Mutation['stage'], seed: number): Judged => {
    const known = judged.get(stage) ?? new Map<number, Judged>();
    judged.set(stage, known);
    const found = known.get(seed) ?? search.judge(seed, stage);
    known.set(seed, found);
    return found;
  };

  for (const { name, breaks, seed, stage } of RULE_MUTATIONS) {
    it(`${breaks} ${name}`, (t) => {
      // A change of the simulated world moves what each seed brings: then another of a few has to notice.
      const noticed = [seed, ...OTHERS].find((each) => {
        const { sound, broken } = judge(stage, each);
        assert.deepEqual(sound, [], `morning ${each}: the rules as they are say nothing wrong`);
        return broken.get(name)?.some((violation) => violation.startsWith(`${breaks} `));
      });
      assert.ok(noticed !== undefined, 'no morning noticed it');
      t.diagnostic(`morning ${noticed}: ${judge(stage, noticed).broken.get(name)?.[0]}`);
    });
  }
});
