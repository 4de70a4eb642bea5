import { describe, it } from 'node:test';
import { RULE_MUTATIONS } from '../../simulate/mutations/rule-list.ts';
import { ruleTrial } from '../../simulate/mutations/rule-trial.ts';
import { ROOT } from '../../src/root.ts';
import { assertProven } from './assert-proven.ts';

describe('the oracle of people notices defects that are planted in the rules of attendance', () => {
  for (const mutation of RULE_MUTATIONS) {
    it(`${mutation.breaks} ${mutation.name}`, async (t) => {
      assertProven(t, mutation, (await ruleTrial(ROOT, mutation))(mutation.seed));
    });
  }
});
