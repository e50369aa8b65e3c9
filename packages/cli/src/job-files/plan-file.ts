import type { Plan } from '@wxdi/sdk';
import type { Session } from '../session.js';
import { isJsonObject, parseJson } from '@wxdi/sdk';
import { UsageError } from '../errors.js';
import { fileText } from '../input/document.js';

/** The plan in a file that `wxdi plan --out` has written. */
export const planFile = async ({ context }: Pick<Session, 'context'>, path: string): Promise<Plan> => {
  const text = await fileText(context, path);
  const value = valueOf(text);
  const isPlan = isJsonObject(value) && value['kind'] === 'Plan' && value['apiVersion'] === 'wxdi/v1';
  if (isPlan && isListOfObjects(value['actions']) && isListOfObjects(value['documents']))
    return value as unknown as Plan;
  throw new UsageError(
    `${path} is not a plan of this version`,
    'write one with `wxdi plan -f PATH --out FILE`; for job files, use `wxdi apply -f PATH`',
  );
};

const valueOf = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
};

const isListOfObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isJsonObject);
