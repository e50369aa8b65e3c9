import { describe, expect, it } from 'vitest';
import { exceptionsOf } from '../../src/http/proxy/exceptions.js';

describe('an entry of noProxy', () => {
  it.each<[string, string, boolean]>([
    ['node1', 'node1', true],
    ['1node.example', '1node.example', true],
    ['node1', 'a.node1', true],
    ['node1', 'anode1', false],
    ['.node1', 'node1', false],
    ['*.node1', 'a.node1', true],
    ['node1.', 'node1', true],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '10.0.0.10', false],
    ['10.0.0.1/32', '10.0.0.1', true],
    ['10.0.0.2/31', '10.0.0.3', true],
    ['10.0.0.2/31', '10.0.0.4', false],
    ['0.0.0.0/0', '192.0.2.7', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['::ffff:10.0.0.0/104', '10.9.9.9', false],
    ['::1/128', '::1', true],
    ['::/16', '0:1::1', true],
    ['2001::/16', '2002::1', false],
    ['2001::2/127', '2001::3', true],
    ['2001::2/127', '2001::9', false],
    ['2001:db8::/48', '2001:db8:0:5::1', true],
    ['2001:db8::/48', '2001:db8:1:5::1', false],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', true],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:7', false],
    ['*', 'anything', true],
  ])('%s: %s is an exception: %s', (entry, hostname, isException) => {
    const { entryFor, unusable } = exceptionsOf(entry);
    expect([entryFor(hostname, '443') === entry, unusable]).toEqual([isException, []]);
  });

  it.each([
    ['node1:443', '443', true],
    ['node1:443', '80', false],
    ['[::1]:443', '443', true],
    ['[::1]:443', '80', false],
  ])('%s is one at port %s: %s', (entry, port, isException) => {
    const hostname = entry.startsWith('[') ? '::1' : 'node1';
    expect(exceptionsOf(entry).entryFor(hostname, port) === entry).toBe(isException);
  });

  it.each([
    'node1:a80',
    'node1:80a',
    'a@b',
    '.',
    '10.0.0.256',
    '10.0.0.1.5',
    '10.0.0.0/33',
    '2001::/129',
    '2001::x',
    'x/10.0.0.1',
    '0x7f000001',
    'https://node1',
  ])('%s can match nothing', (entry) => {
    expect(exceptionsOf(`other, ${entry}`).unusable).toEqual([entry]);
  });

  it('is separated from others by commas and white space', () => {
    const { entryFor, unusable } = exceptionsOf(' a.example ,, b.example\tc.example\n');
    expect(['a.example', 'b.example', 'c.example'].map((name) => entryFor(name, '443'))).toEqual([
      'a.example',
      'b.example',
      'c.example',
    ]);
    expect(unusable).toEqual([]);
  });
});
