import type { JobDocument } from '@wxdi/sdk';
import { toYaml } from '../render/json.js';

/** Where editors find the JSON Schema of job files; `wxdi schema file` prints it. */
export const schemaUrl = 'https://unpkg.com/@wxdi/cli/dist/schema/file.json';

/** The text of a job file. Equal documents have equal texts. */
export const jobFileText = async (document: JobDocument): Promise<string> =>
  `# yaml-language-server: $schema=${schemaUrl}\n${await toYaml(document)}\n`;
