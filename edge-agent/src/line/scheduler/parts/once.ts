/** What is sent once for each id: the newest id wins, and one that was taken is never due again. */
export class Once {
  #taken: number | undefined;

  isDue(wish: { readonly id: number } | undefined): boolean {
    return wish !== undefined && wish.id !== this.#taken;
  }

  taken(id: number): void {
    this.#taken = id;
  }
}
