/** What of JMESPath is used. */
export { TreeInterpreter, compile } from '@jmespath-community/jmespath';
