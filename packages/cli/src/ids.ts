import type { Client } from '@wxdi/sdk';
import type { Session } from './session.js';
import { isUuid } from '@wxdi/sdk';
import { hinting } from './errors.js';

type Looking = Pick<Session, 'signal'>;

/** The id of a flow, from its id or its exact name. */
export const flowId = ({ signal }: Looking, client: Client, text: string): Promise<string> =>
  isUuid(text) ? Promise.resolve(text) : named(client.ids.flow(text, { signal }), '--asset');

/** Ids of environments contain a UUID, but may have a word before it: `default_datastage_px-…`. */
const environmentShape = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of an environment, from its id or its exact name. */
export const environmentId = ({ signal }: Looking, client: Client, text: string): Promise<string> =>
  environmentShape.test(text)
    ? Promise.resolve(text)
    : named(client.ids.environment(text, { signal }), '--environment');

const named = (id: Promise<string>, flag: string): Promise<string> => {
  const hint = `use its id: ${flag} ID. Names are found by a search, which may lag behind or not be permitted`;
  return hinting(id, {
    NotFound: hint,
    NotPermitted: hint,
    Refused: hint,
    AmbiguousName: `use one of these ids: ${flag} ID`,
  });
};
