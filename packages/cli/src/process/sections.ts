import { fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { Script } from 'node:vm';
import { entryIn } from './entries.js';

/** What V8 compiled of a section in an earlier start, by the section's line; `undefined` for want of it. */
export type Compiled = (line: number) => Buffer | undefined;

/** The program, in parts that are compiled when they are asked for. */
export interface Sections {
  /** The exports of a part; compiles its section, and those that it needs, the first time. */
  readonly load: (name: string) => unknown;
  /** The sections that were compiled so far, by their lines. */
  readonly scripts: ReadonlyMap<number, Script>;
  /** The lines of all sections. */
  readonly lines: () => ReadonlySet<number>;
  /** Whether one of them was compiled anew, because nothing that fits was kept of it. */
  readonly anew: () => boolean;
}

/** What a section is once it runs. A part gives its exports. */
type Section = Readonly<Record<string, (require: (id: string) => unknown) => unknown>>;

/**
 * Reads the sections of the program's file, which stand in it as comments, each in a line of its own. The index of
 * parts is the last line: of each, the place of its section, in characters, its length, and its line.
 */
export const sectionsIn = (file: string, compiled: Compiled): Sections => {
  const { index, textAt } = opened(file);
  const scripts = new Map<number, Script>();
  const sections = new Map<number, Section>();
  const loaded = new Map<string, unknown>();
  let anew = false;

  const compile = (at: number, length: number, line: number): Section => {
    const cachedData = compiled(line);
    const script = new Script(textAt(at, length), {
      // So that stack traces tell the true place.
      filename: file,
      lineOffset: line - 1,
      columnOffset: 2,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    anew ||= script.cachedDataRejected !== false;
    scripts.set(line, script);
    const section = script.runInThisContext() as Section;
    sections.set(line, section);
    return section;
  };

  const load = (name: string): unknown => {
    if (loaded.has(name)) return loaded.get(name);
    const [at, length, line] = entryIn(index, name) as [number, number, number];
    const exports = (sections.get(line) ?? compile(at, length, line))[name]?.(need);
    loaded.set(name, exports);
    return exports;
  };
  const need = (id: string): unknown =>
    id.startsWith('./') ? load(id.slice(2)) : process.getBuiltinModule(id);
  const lines = (): ReadonlySet<number> =>
    new Set([...index.matchAll(/=\d+,\d+,(\d+);/g)].map(([, line]) => Number(line)));
  return { load, scripts, lines, anew: () => anew };
};

/** More than the index takes. */
const most = 8192;

interface Opened {
  readonly index: string;
  readonly textAt: (at: number, length: number) => string;
}

/**
 * Reads only what is needed of the file, unless a copy of it has other line ends than it was built with. The sections
 * that nearly every start needs are read at once: V8 keeps a long string apart from the young objects, whose space is
 * soon full.
 */
const opened = (file: string): Opened => {
  const descriptor = openSync(file, 'r');
  const read = (at: number, length: number): string => {
    const bytes = Buffer.allocUnsafeSlow(length);
    return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, length, at));
  };
  const from = Math.max(0, fstatSync(descriptor).size - most);
  const index = indexOf(read(from, most), from);
  if (index === undefined) return rewritten(file);
  const [start, end] = entryIn(index, 'common') as [number, number];
  let common: string | undefined;
  const textAt = (at: number, length: number): string => {
    if (at < start || at >= end) return read(at, length);
    common ??= read(start, end - start);
    return common.slice(at - start, at - start + length);
  };
  return { index, textAt };
};

const rewritten = (file: string): Opened => {
  const text = readFileSync(file, 'latin1').replaceAll('\r\n', '\n');
  const index = indexOf(text, 0);
  if (index === undefined) throw new Error(`${file} is not whole: install wxdi again`);
  return { index, textAt: (at, length) => text.slice(at, at + length) };
};

/** The index at the end of a text that starts at `from`, if it stands where it says that it does. */
const indexOf = (text: string, from: number): string | undefined => {
  const at = text.lastIndexOf('\n//% ') + 1;
  const index = text.slice(at);
  return at > 0 && entryIn(index, 'index')?.[0] === from + at ? index : undefined;
};
