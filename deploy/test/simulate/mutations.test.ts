import { describe, it } from 'node:test';
import { gateTrial } from '../../simulate/mutations/gate-trial.ts';
import { MUTATIONS } from '../../simulate/mutations/list.ts';
import { ROOT } from '../../src/root.ts';
import { assertProven } from './assert-proven.ts';

describe('planted defects', () => {
  for (const mutation of MUTATIONS) {
    it(`${mutation.breaks} ${mutation.name}`, async (t) => {
      assertProven(t, mutation, (await gateTrial(ROOT, mutation))(mutation.seed));
    });
  }
});
