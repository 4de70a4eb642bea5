import { useMutation } from '@tanstack/react-query';
import { callApi, saveFile } from '@vratar/ui';

/** Fetches a document and gives it to the browser to keep; a refusal stays on the page as text. */
export function useDownload() {
  return useMutation({
    mutationFn: async ({ path, name }: { readonly path: string; readonly name: string }) => {
      saveFile(await callApi<Blob>('GET', path), name);
      return name;
    },
  });
}
