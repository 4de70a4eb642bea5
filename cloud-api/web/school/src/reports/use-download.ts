import { useMutation } from '@tanstack/react-query';
import { callApi } from '@vratar/ui';

/** Fetches a document and gives it to the browser to keep; a refusal stays on the page as text. */
export function useDownload() {
  return useMutation({
    mutationFn: async ({ path, name }: { readonly path: string; readonly name: string }) => {
      const url = URL.createObjectURL(await callApi<Blob>('GET', path));
      const link = Object.assign(document.createElement('a'), { href: url, download: name });
      link.click();
      // Some browsers read the document only after the click has been handled.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return name;
    },
  });
}
