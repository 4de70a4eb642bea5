/** Run by a test as a process of its own: re-encrypts a school in small steps until it is killed, or done. */
import { connect } from '../../src/db/index.ts';
import { masterKeys, rotateStep, Vault } from '../../src/vault/index.ts';

const [url, school, master] = process.argv.slice(2) as [string, string, string];
const db = connect(url);
const vault = new Vault(masterKeys([Buffer.from(master, 'hex')]));
const later = new Date(Date.now() + 3_600_000);
for (;;) {
  const { state, done } = await rotateStep(db, vault, school, later, 3);
  process.send?.(done);
  if (state === 'finished') break;
}
await db.destroy();
process.disconnect();
