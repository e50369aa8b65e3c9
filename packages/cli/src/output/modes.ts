/** The values of --output. */
export const outputModes = ['table', 'wide', 'json', 'jsonl', 'yaml', 'name', 'tsv'] as const;
export type OutputMode = (typeof outputModes)[number];

/** With json or jsonl, stderr contains JSON lines only, so that a program can read both streams. */
export const wantsJson = (output: OutputMode): boolean => output === 'json' || output === 'jsonl';
