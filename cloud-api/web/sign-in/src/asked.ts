/** What the address asks of this page. */
export interface Asked {
  /** The page that was wanted; a path of this server. */
  readonly back: string;
  /** Whether the password is to be changed. */
  readonly change: boolean;
  /** Code of what went wrong at the identity provider. */
  readonly problem: string | undefined;
  /** What stands in the link of an invitation; behind `#`, so that no server sees it in an address. */
  readonly invitation: string | undefined;
}

export function readAsked({ search, hash, origin }: Pick<Location, 'search' | 'hash' | 'origin'>): Asked {
  const query = new URLSearchParams(search);
  return {
    back: pathOf(query.get('back'), origin),
    change: query.has('change'),
    problem: query.get('problem') ?? undefined,
    invitation: new URLSearchParams(hash.slice(1)).get('invitation') ?? undefined,
  };
}

/** What could lead to another server leads home. */
function pathOf(wanted: string | null, origin: string): string {
  if (wanted === null || !wanted.startsWith('/') || !URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : '/';
}
