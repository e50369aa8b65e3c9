import type { Credential } from './credential.js';

/** A token that the caller holds, or a function that gives one whenever a request is sent. */
export const bearerToken = (token: string | (() => string | Promise<string>)): Credential => {
  let last = typeof token === 'string' ? token : undefined;
  return {
    authorization: async () => {
      if (typeof token === 'string') return `Bearer ${token}`;
      try {
        last = await token();
        return `Bearer ${last}`;
      } catch (cause) {
        return { failure: 'no-token', message: 'the function that gives the bearer token failed', cause };
      }
    },
    // A function may give another token the next time; a text never does.
    refused: () => typeof token !== 'string',
    secrets: () => (last === undefined ? [] : [last]),
  };
};
