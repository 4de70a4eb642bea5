import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadSchool } from '../../src/school/index.ts';
import { Site } from '../../src/site/index.ts';
import { FakeClock } from '../../src/time/index.ts';

test('the example configuration is right, and builds', async () => {
  const file = join(import.meta.dirname, '..', '..', 'config', 'school.yaml');
  const { config } = await loadSchool(file);
  const site = new Site({ clock: new FakeClock(), config });
  assert.deepEqual(
    site.lanes.all.map(({ id }) => id),
    ['lane-1'],
  );
});
