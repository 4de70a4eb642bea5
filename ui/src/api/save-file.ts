/** Lets the browser keep a document under a name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // Some browsers read the document only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
