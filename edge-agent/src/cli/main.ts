import { enableCompileCache } from 'node:module';

// Before anything else is loaded: types are stripped and code is compiled once, not at every start.
enableCompileCache();
const { runCli } = await import('./program.ts');
await runCli(process.argv);
