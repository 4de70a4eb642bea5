import { spawnSync } from 'node:child_process';
import { PEERS } from '../../testing/peers.ts';

/**
 * Installs the Debian packages of the real peers that tests talk to, where this is Debian or Ubuntu and we are root.
 * Elsewhere it says what is missing; the tests that need it then say that they are left out.
 */
export function installMissingPeers(): void {
  const missing = PEERS.filter((peer) => !peer.present());
  if (missing.length === 0) return;
  const packages = missing.map((peer) => peer.debianPackage);
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    process.stdout.write(`not installed: ${packages.join(' ')}; the tests that need them are left out\n`);
    return;
  }
  process.stdout.write(`installing ${packages.join(' ')}\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  apt(['update', '-qq'], environment);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages], environment);
}

function apt(args: readonly string[], env: NodeJS.ProcessEnv): void {
  const result = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (result.status !== 0) process.stdout.write(`apt-get ${args[0]} failed:\n${result.stderr}\n`);
}
