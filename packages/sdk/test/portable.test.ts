import type { BuildOptions } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as node from '../src/platform/node.js';
import * as other from '../src/platform/other.js';
import { bundle } from './support/bundle.js';

const worker: BuildOptions = { platform: 'browser', conditions: ['workerd', 'worker', 'browser'] };
const targets: readonly (readonly [string, BuildOptions])[] = [
  ['a browser', { platform: 'browser' }],
  ['workerd', worker],
  ['a bundler without conditions', { platform: 'neutral', mainFields: ['module', 'main'] }],
];

describe('bundled by its name', () => {
  it.each(targets)('for %s, nothing of Node is needed', async (_, options) => {
    const program = `
      import * as sdk from '@wxdi/sdk';
      import * as fp from '@wxdi/sdk/fp';
      export default [sdk, fp];
    `;
    const text = await bundle(program, options);
    expect(text).toContain('createClient');
    // Comments start with the path of their module.
    expect(text).not.toMatch(/node:|getBuiltinModule|\bprocess\./);
  });

  it('for Node, the transport of Node is used', async () => {
    const text = await bundle(`export { createClient } from '@wxdi/sdk';`, { platform: 'node' });
    expect(text).toContain('node:https');
    expect(text).not.toContain('for browsers and workers');
  });

  it.each(targets)('for %s, a small export stays small', async (_, options) => {
    const text = await bundle(`import { regions } from '@wxdi/sdk'; console.log(regions);`, {
      ...options,
      minify: true,
    });
    expect(text).toContain('api.dataplatform.cloud.ibm.com');
    expect(text.length).toBeLessThan(400);
  });
});

describe('the builds for Node and for other runtimes', () => {
  it('have the same names', () => {
    expect(Object.keys(other).sort()).toEqual(Object.keys(node).sort());
  });
});

describe('the build for other runtimes', () => {
  it.each([
    ['proxy', () => other.defaultNetwork({ proxy: { httpsProxy: 'http://proxy.example.com:3128' } })],
    ['tls', () => other.defaultNetwork({ tls: { insecure: true } })],
    ['journal', () => other.fileJournal('starts')],
  ])('refuses the option %s with its name', (name, make) => {
    const message = `option ${name}: expected no value in the build of @wxdi/sdk for browsers and workers`;
    expect(make).toThrow(
      expect.objectContaining({ kind: 'InvalidInput', message: expect.stringContaining(message) }),
    );
  });

  it.each([
    ['createNodeTransport', () => other.createNodeTransport()],
    ['a credentials file', () => other.parseEnv('WXDI_APIKEY=key')],
  ])('says that %s needs Node', (name, make) => {
    expect(make).toThrow(
      expect.objectContaining({
        kind: 'InvalidInput',
        message: expect.stringContaining(`${name} needs Node`),
      }),
    );
  });
});
