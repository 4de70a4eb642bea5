/** A page of this server. What could be read as another host, or as something else than a path, leads home. */
export function backPath(wanted: string | undefined): string {
  if (wanted === undefined || !wanted.startsWith('/') || !URL.canParse(wanted, BASE)) return '/';
  const url = new URL(wanted, BASE);
  return url.origin === BASE ? `${url.pathname}${url.search}${url.hash}` : '/';
}

const BASE = 'http://here.invalid';
