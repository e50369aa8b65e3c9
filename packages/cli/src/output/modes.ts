/** The values of --output that every command takes. */
export const outputModes = ['table', 'wide', 'json', 'jsonl', 'yaml', 'name', 'tsv'] as const;
/** All values, with those of some commands. */
export const allModes = [...outputModes, 'markdown', 'junit'] as const;
export type OutputMode = (typeof allModes)[number];

/** With json or jsonl, stderr contains JSON lines only, so that a program can read both streams. */
export const wantsJson = (output: OutputMode): boolean => output === 'json' || output === 'jsonl';
