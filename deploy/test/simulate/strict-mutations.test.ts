import { describe, it } from 'node:test';
import { gateTrial } from '../../simulate/mutations/gate-trial.ts';
import { STRICT_MUTATIONS } from '../../simulate/mutations/strict-list.ts';
import { ROOT } from '../../src/root.ts';
import { assertProven } from './assert-proven.ts';

describe('planted defects of strict rules', () => {
  for (const mutation of STRICT_MUTATIONS) {
    it(`${mutation.breaks}: ${mutation.name}`, async (t) => {
      assertProven(t, mutation, (await gateTrial(ROOT, mutation))(mutation.seed));
    });
  }
});
