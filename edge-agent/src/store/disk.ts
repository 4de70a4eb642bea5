/**
 * What stands between the store and its disk: every commit goes through it. In service nothing does; benchmarks and
 * tests put a slow or failing disk there.
 */
export interface Disk {
  commit<T>(work: () => T): T;
}

export const plainDisk: Disk = { commit: (work) => work() };
