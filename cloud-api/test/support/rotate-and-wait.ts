/**
 * Run by a test as a process of its own: re-encrypts a school in small steps until it is killed, or done. After `most`
 * steps it only waits to be killed: a busy machine may kill it late.
 */
import { once } from 'node:events';
import { connect } from '../../src/db/index.ts';
import { masterKeys, rotateStep, Vault } from '../../src/vault/index.ts';

const [url, school, master, most] = process.argv.slice(2) as [string, string, string, string];
const db = connect(url);
const vault = new Vault(masterKeys([Buffer.from(master, 'hex')]));
const later = new Date(Date.now() + 3_600_000);
for (let steps = 0; ; steps += 1) {
  if (steps === Number(most)) {
    await once(process, 'disconnect');
    process.exit(1);
  }
  const { state, done } = await rotateStep(db, vault, school, later, 3);
  process.send?.(done);
  if (state === 'finished') break;
}
await db.destroy();
process.disconnect();
