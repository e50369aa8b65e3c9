import type { Session } from './session.js';
import { isUuid } from '@wxdi/sdk';
import { hinting } from './errors.js';
import { asId } from './input/id.js';

type Looking = Pick<Session, 'signal' | 'client'>;

/** The id of a flow, from its id or its exact name. */
export const flowId = async ({ signal, client }: Looking, text: string): Promise<string> =>
  isUuid(text) ? asId(text) : await named((await client()).ids.flow(text, { signal }), '--asset');

/** Ids of environments contain a UUID, but may have a word before it: `default_datastage_px-…`. */
const environmentShape = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const uuidLength = 36;

/** The id of an environment, from its id or its exact name. */
export const environmentId = async ({ signal, client }: Looking, text: string): Promise<string> =>
  environmentShape.test(text)
    ? text.slice(0, -uuidLength) + asId(text.slice(-uuidLength))
    : await named((await client()).ids.environment(text, { signal }), '--environment');

const named = (id: Promise<string>, flag: string): Promise<string> => {
  const hint = `use its id: ${flag} ID. Names are found by a search, which may lag behind or not be permitted`;
  return hinting(id, {
    NotFound: hint,
    NotPermitted: hint,
    Refused: hint,
    AmbiguousName: `use one of these ids: ${flag} ID`,
  });
};
