import { availableParallelism } from 'node:os';
import { ROOT } from '../../src/root.ts';
import { MUTATIONS } from './list.ts';
import { tryMutation } from './try-mutation.ts';

/** Plants every defect in turn and tells which seed noticed it. */
let missed = 0;
for (const mutation of MUTATIONS) {
  const caught = tryMutation(ROOT, mutation, availableParallelism());
  if (caught === undefined) missed += 1;
  const found =
    caught === undefined ? 'NOT NOTICED' : `seed ${caught.seed}: ${caught.violation.slice(0, 110)}`;
  console.log(`${mutation.breaks} ${mutation.name}\n   ${found}`);
}
process.exitCode = missed === 0 ? 0 : 1;
