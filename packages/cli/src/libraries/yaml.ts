/** What of YAML is used. */
export { Document, LineCounter, isScalar, parseDocument, visit } from 'yaml';
