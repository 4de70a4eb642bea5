import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Enough, Morning } from '../../simulate/world/morning.ts';
import { planMorning } from '../../simulate/world/plan.ts';

it('the violation that was looked for is noted however many others came before it', () => {
  const morning = new Morning(planMorning(1));
  morning.until = 'I2 ';
  for (let other = 0; other < 30; other += 1) morning.complain(`I1 ${other}`);
  assert.equal(morning.violations.length, 20);
  assert.throws(() => morning.complain('I2 what was planted'), Enough);
  assert.equal(morning.violations.at(-1), 'I2 what was planted');
  morning.close();
});
