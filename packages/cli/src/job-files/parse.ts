import { parseJson, type DocumentKeys } from '@wxdi/sdk';
import { beginsLikeJson, jsonFault } from '../input/document.js';
import { yamlDocuments, type TextPlace } from '../input/yaml.js';

/** A document of a text. */
export interface ParsedDocument {
  readonly value: unknown;
  /** Where a value is, by the keys that lead to it; the nearest one around it if it is not there. */
  readonly placeOf: (keys: DocumentKeys) => TextPlace;
}

interface Parsed {
  readonly documents: readonly ParsedDocument[];
  /** What makes the text invalid. */
  readonly faults: readonly {
    readonly place: TextPlace;
    readonly expected: string;
    readonly received: string;
  }[];
}

/** The documents in a JSON or YAML text. A list at the top is a list of documents; empty documents are left out. */
export const parseJobs = async (text: string, isJson: boolean): Promise<Parsed> => {
  const { documents, placeAt } = await yamlDocuments(text);
  const wrong = jsonFault(text);
  const isYaml = documents.every(({ faults }) => faults.length === 0);
  if (wrong !== undefined && (isJson || (beginsLikeJson(text) && !isYaml)))
    return {
      documents: [],
      faults: [{ place: placeAt(wrong.at), expected: 'valid JSON', received: wrong.why }],
    };
  const form = wrong === undefined ? 'JSON' : 'YAML';
  const faults = documents.flatMap((document) =>
    document.faults
      // The rest of what YAML refuses is valid in JSON.
      .filter(({ why }) => wrong !== undefined || why === 'duplicate key')
      .map(({ at, why }) => ({
        place: placeAt(at < 0 ? document.startOf([]) : at),
        expected: `valid ${form}`,
        received: why,
      })),
  );
  const values = wrong === undefined ? [parseJson(text)] : documents.map(({ value }) => value);
  return {
    documents: values.flatMap((value, i): readonly ParsedDocument[] => {
      const placeOf = (keys: DocumentKeys): TextPlace => placeAt(documents[i]?.startOf(keys) ?? 0);
      if (value === null || value === undefined) return [];
      if (!Array.isArray(value)) return [{ value, placeOf }];
      return value.map((item: unknown, at) => ({
        value: item,
        placeOf: (keys: DocumentKeys) => placeOf([at, ...keys]),
      }));
    }),
    faults,
  };
};
