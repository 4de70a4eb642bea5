/** Written at every start, so that a new version's settings reach old data; the first block is what I5 and I6 stand on. */
const SETTINGS = `
fsync = on
synchronous_commit = on
full_page_writes = on

# Only this machine, only through a socket in a folder of ours.
listen_addresses = ''
unix_socket_permissions = 0700
password_encryption = scram-sha-256

timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 60
shared_buffers = 128MB
max_wal_size = 2GB
jit = off
`;

/** Access rules: every login needs its password, even on the socket. */
export const ACCESS_RULES = 'local all all scram-sha-256\n';

/** The settings, with `overrides` after them (tests that need speed more than safety). */
export function settings(overrides: Readonly<Record<string, string>> = {}): string {
  const extra = Object.entries(overrides).map(([name, value]) => `${name} = ${value}\n`);
  return SETTINGS + extra.join('');
}
