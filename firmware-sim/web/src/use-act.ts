import { createContext, useContext } from 'react';
import { post } from './api.ts';

/** Does something at the school and shows what went wrong, if it did. */
export type Act = <T = unknown>(path: string, body: object) => Promise<T | undefined>;

export const ActContext = createContext<Act>(() => Promise.resolve(undefined));

export function useAct(): Act {
  return useContext(ActContext);
}

export function actWith(onError: (error: Error) => void): Act {
  return async <T>(path: string, body: object) => {
    try {
      return await post<T>(path, body);
    } catch (error) {
      onError(error as Error);
      return undefined;
    }
  };
}
