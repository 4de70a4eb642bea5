/** Run by tests as a process of its own: opens the database folder given as argument until it is told to stop. */
import { openDatabase } from '../../src/db/index.ts';

const open = await openDatabase({ folder: process.argv[2]! });
process.send!({ url: open.logins.owner });
process.once('message', () => void open.stop().then(() => process.disconnect()));
