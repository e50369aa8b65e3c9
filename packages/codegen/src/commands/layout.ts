/** Paths of files, relative to the root of the repository. */
export const DOCUMENT = 'openapi/jobs.yaml';
export const SELECTION = 'openapi/selection.yaml';
export const OVERLAY = 'openapi/corrections.overlay.yaml';
export const LOCK = 'openapi/lock.json';
export const TARGET = 'packages/bindings/src';
