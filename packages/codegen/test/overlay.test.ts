import { describe, expect, it } from 'vitest';
import { applyOverlay } from '../src/regenerate/overlay.js';
import { readOverlay } from '../src/regenerate/overlay-file.js';

const overlay = (actions: string) => readOverlay(`overlay: 1.0.0\nactions:\n${actions}`, 'test.yaml');
const apply = (document: Record<string, unknown>, actions: string) =>
  applyOverlay(document, overlay(actions));
const reasons = async (document: Record<string, unknown>, action: string): Promise<readonly string[]> =>
  (await apply(document, `  - { description: it, ${action} }`)).misfits.map(({ reason }) => reason);

describe('an overlay', () => {
  it('updates and removes in order, and does not change its input', async () => {
    const document = { a: { b: 1, d: [1] } };
    const { document: changed, misfits } = await apply(
      document,
      `  - { description: one, target: $.a, update: { c: 2 } }
  - { description: two, target: $.a.b, remove: true }
  - { description: three, target: $.a, update: { d: [2] } }`,
    );
    expect({ changed, misfits }).toEqual({ changed: { a: { c: 2, d: [1, 2] } }, misfits: [] });
    expect(document).toEqual({ a: { b: 1, d: [1] } });
  });

  it('reports an action that matches nothing', async () => {
    expect(
      (await apply({ a: 1 }, '  - { description: "Gone: b", target: $.b, remove: true }')).misfits,
    ).toEqual([{ name: 'Gone: b', target: '$.b', reason: 'the target matches nothing' }]);
  });

  it('reports an action that changes nothing', async () => {
    expect(await reasons({ a: { b: 1 } }, 'target: $.a, update: { b: 1 }')).toEqual([
      'the update changes nothing',
    ]);
  });

  it('replaces a value only if it equals x-was', async () => {
    const action = 'target: $.a, update: { type: number }, x-was: { type: string }';
    expect(await reasons({ a: { type: 'string' } }, action)).toEqual([]);
    expect(await reasons({ a: { type: 'boolean' } }, action)).toEqual([
      'found "boolean" at /type, expected "string"',
    ]);
    expect(await reasons({ a: { type: 'string' } }, 'target: $.a, update: { type: number }')).toEqual([
      'found "string" at /type, which x-was does not name',
    ]);
  });

  it('removes a value only if it equals x-was', async () => {
    expect(await reasons({ a: 1 }, 'target: $.a, remove: true, x-was: 2')).toEqual(['found 1, expected 2']);
  });

  it('replaces descriptions freely', async () => {
    expect(await reasons({ a: { description: 'x' } }, 'target: $.a, update: { description: y }')).toEqual([]);
  });

  it('continues after an action that does not apply', async () => {
    const { document, misfits } = await apply(
      { a: {} },
      '  - { description: one, target: $.b, remove: true }\n  - { description: two, target: $.a, update: { c: 1 } }',
    );
    expect({ document, count: misfits.length }).toEqual({ document: { a: { c: 1 } }, count: 1 });
  });

  it.each([
    ['overlay: 2.0.0', 'is not an OpenAPI Overlay 1.0 document'],
    [
      'overlay: 1.0.0\nactions: [{ target: $.a, remove: true }]',
      'action 1: missing description: state the reason for the action',
    ],
    [
      'overlay: 1.0.0\nactions: [{ description: x, target: a, remove: true }]',
      'action 1: target is not a JSONPath',
    ],
    [
      'overlay: 1.0.0\nactions: [{ description: x, target: $.a }]',
      'action 1: needs either "update" or "remove: true"',
    ],
    [
      'overlay: 1.0.0\nactions: [{ description: x, target: $.a, remove: true }, { description: x, target: $.b, remove: true }]',
      'two actions are named "x"',
    ],
  ])('is rejected: %j', (text, message) => {
    expect(() => readOverlay(text, 'test.yaml')).toThrow(message);
  });
});
