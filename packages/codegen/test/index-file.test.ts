import { expect, it } from 'vitest';
import { exportsOf, indexFile } from '../src/generate/index-file.js';

it('lists the exports of a module, values and types separately', () => {
  const text = `
export const a = 1;
export function f() {}
export type T = string;
export interface I {}
const hidden = 2;
export { b, type U } from './b.js';
export type { V } from './v.js';`;
  expect(exportsOf('./m.js', text)).toEqual({
    specifier: './m.js',
    values: ['a', 'f', 'b'],
    types: ['T', 'I', 'U', 'V'],
  });
});

it('adds a number to a name that another module already exports', () => {
  expect(
    indexFile([
      { specifier: './a.js', values: ['x'], types: ['T'] },
      { specifier: './b.js', values: ['y', 'T'], types: ['x'] },
    ]),
  ).toBe(`export { x } from './a.js';
export type { T } from './a.js';
export { y, T as T2 } from './b.js';
export type { x as x2 } from './b.js';`);
});
