import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Value } from 'typebox/value';
import { Crowd, CrowdConfig } from '../../src/crowd/index.ts';
import { Oracle, type OracleRecord } from '../../src/oracle/index.ts';
import { Random } from '../../src/random/index.ts';
import { perfectGate } from '../support/perfect-gate.ts';
import { pupils } from '../support/pupils.ts';
import { smallSite } from '../support/small-site.ts';

const MINUTE = 60_000;

function school(count: number, change: object = {}, seed = 1) {
  const { clock, site } = smallSite();
  const people = pupils(count);
  const records: OracleRecord[] = [];
  const oracle = new Oracle({ toUnix: (at) => at, record: (record) => records.push(record) });
  site.listen(oracle.observe);
  perfectGate(clock, site, people);
  const config = Value.Default(CrowdConfig, { from: '06:30', ...change }) as CrowdConfig;
  const crowd = new Crowd({ clock, random: new Random(seed), site, people, oracle, config });
  return { clock, site, people, oracle, crowd, records };
}

const honest = { habits: { forgotten: 0, tailgate: 0 } };

test('by the end of the first lesson all of the first shift are inside, and nobody else', () => {
  const { clock, crowd, oracle, people } = school(200, { ...honest, attendance: 1 });
  crowd.start(1);
  clock.advance(140 * MINUTE);
  const inside = new Set(oracle.inside().map(({ person }) => person));
  assert.equal(inside.size, 100);
  assert.ok(people.every(({ id, shift }) => inside.has(id) === (shift === 'first')));
});

test('at the end of the day all have gone home', () => {
  const { clock, crowd, oracle } = school(100, { ...honest, attendance: 1 });
  crowd.start(10);
  clock.advance((16 * 60 * MINUTE) / 10);
  assert.equal(oracle.inside().length, 0);
  assert.equal(crowd.view().ahead, 0);
});

test('the same seed gives the same morning, another one another', () => {
  const morning = (seed: number): string => {
    const { clock, crowd, records } = school(60, {}, seed);
    crowd.start(5);
    clock.advance(15 * MINUTE);
    return JSON.stringify(records);
  };
  assert.equal(morning(3), morning(3));
  assert.notEqual(morning(3), morning(4));
});

test('people do what they should not, at about the rate configured', () => {
  const { clock, crowd, records } = school(400, {
    habits: { doubleTap: 0.3, wrongCard: 0.2, turnBack: 0.1 },
  });
  crowd.start(1);
  clock.advance(90 * MINUTE);
  const endings = records.filter((record) => record.kind === 'ended');
  const turned = endings.filter(({ outcome }) => outcome === 'turned-back').length;
  assert.ok(turned > 5 && turned < 45, `${turned} turned back`);
  const foreign = records.filter((record) => record.kind === 'tap' && record.card.startsWith('05')).length;
  assert.ok(foreign > 15 && foreign < 60, `${foreign} transit cards`);
});

test('whoever has no card waits at the desk, and the guard can send them to a lane', () => {
  const { clock, crowd, oracle, site } = school(20, { habits: { forgotten: 1 } });
  crowd.start(1);
  clock.advance(61 * MINUTE);
  const [first, second] = crowd.view().atDesk;
  assert.ok(first !== undefined && second !== undefined);
  assert.equal(crowd.sendFromDesk(first, 'b'), true);
  clock.advance(3000);
  site.lanes.get('b').mechanism.setOutput('in', true);
  clock.advance(5000);
  assert.equal(oracle.where(first).now, 'inside');
  assert.ok(!crowd.view().atDesk.includes(first));
  assert.equal(crowd.sendFromDesk(first, 'b'), false);
});

test('in a fire everybody walks out through the free lanes, and comes back after it', () => {
  const { clock, crowd, oracle, site } = school(100, { ...honest, attendance: 1 });
  crowd.start(1);
  clock.advance(100 * MINUTE);
  const before = oracle.inside();
  assert.ok(before.length > 45);
  site.fire.get('panel').alarm(true);
  clock.advance(4 * MINUTE);
  assert.equal(oracle.inside().length, 0);
  site.fire.get('panel').alarm(false);
  clock.advance(60 * MINUTE);
  // Whoever was still on the way before the fire has come by then, too.
  for (const { person } of before) assert.equal(oracle.where(person).now, 'inside');
});

test('stopping holds the day; starting goes on with it', () => {
  const { clock, crowd } = school(20);
  crowd.start(2);
  clock.advance(10 * MINUTE);
  crowd.stop();
  const held = crowd.view();
  clock.advance(10 * MINUTE);
  assert.equal(crowd.view().timeOfDayMs, held.timeOfDayMs);
  crowd.start(1);
  clock.advance(MINUTE);
  assert.equal(crowd.view().timeOfDayMs, held.timeOfDayMs + MINUTE);
});
