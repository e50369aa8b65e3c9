/** What of the sdk makes a client. A bundle holds no more of a library than its file here takes from it. */
export { createClient, createNodeTransport } from '@wxdi/sdk';
