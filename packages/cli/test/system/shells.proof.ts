import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { file, wxdi } from '../e2e/cli.js';
import { startService, type Service } from '../e2e/service.js';
import { terminalOf, type Terminal } from '../e2e/terminal.js';
import { titleOf, toolNamed } from './tools.js';

/** Names that a shell could split, with the prefix that is typed. */
const names: readonly (readonly [typed: string, name: string])[] = [
  ['Load', 'Load customers'],
  ['it', `it's "quoted"`],
  ['colon:na', 'colon:name with: more'],
  ['Über', 'Übergröße 日本語'],
  ['dollar', 'dollar $HOME `id` \\ back'],
  ['paren', 'paren (1) & co; <x> | y'],
  ['star', 'star * [a] {b,c} ~ # !bang ?'],
  ['equal=', 'equal=sign here'],
  ['per', 'per%cent @home ^x,y'],
  ['plain', 'plain-name_1.2'],
];

let service: Service;
let bin: string;
beforeAll(async () => {
  const jobs = [...names.map(([, name]) => name), 'common alpha', 'common beta'].map((name) => ({ name }));
  service = await startService({ jobs });
  bin = join(service.home, 'bin');
  await mkdir(bin);
  // Shows how the shell parsed the line: each command except completion prints its arguments.
  const program = join(bin, 'wxdi');
  const asked = `const words = process.argv.slice(2);
if (words[0] === '__complete' || words[0] === 'completion') require(${JSON.stringify(file)});
else console.log('WORDS' + JSON.stringify(words) + 'END');`;
  await writeFile(`${program}.cjs`, asked);
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${program}.cjs" "$@"\n`);
  await chmod(program, 0o755);
});
afterAll(() => service.close());

interface Shell {
  readonly name: string;
  readonly args: readonly string[];
  /** Lines that make the shell ready; the last one prints `ready`. */
  readonly setUp: readonly string[];
}

const shells: readonly Shell[] = [
  {
    name: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    setUp: ['source <(wxdi completion bash)', 'echo rea""dy'],
  },
  {
    name: 'zsh',
    args: ['-f', '-i'],
    setUp: ['autoload -Uz compinit; compinit -u -D', 'source <(wxdi completion zsh)', 'echo rea""dy'],
  },
  { name: 'fish', args: ['--no-config', '-i'], setUp: ['wxdi completion fish | source', 'echo rea""dy'] },
];

const tab = '\t';

describe.each(shells.map((shell) => [shell.name, shell, toolNamed(shell.name)] as const))(
  'completion in %s',
  (_name, shell, path) => {
    describe.skipIf(path === undefined)(titleOf(shell.name, path), () => {
      let terminal: Terminal;
      beforeAll(async () => {
        const env = { ...service.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, LANG: 'C.UTF-8' };
        terminal = terminalOf(path ?? '', shell.args, env);
        for (const line of shell.setUp) terminal.type(`${line}\r`);
        await terminal.until('ready');
      });
      afterAll(async () => {
        terminal.type('exit\r');
        await terminal.ended;
      });
      /** The arguments of the program when this is typed. */
      const words = async (typed: string): Promise<readonly string[]> => {
        const from = terminal.seen().length;
        terminal.type(`${typed}\r`);
        await terminal.until(/WORDS.*END/);
        const [, json = ''] = /WORDS(\[.*\])END/.exec(terminal.seen().slice(from)) ?? [];
        return JSON.parse(json) as readonly string[];
      };

      test.each([
        [`wxdi job${tab}li${tab}`, ['job', 'list']],
        [`wxdi run pr${tab}`, ['run', 'prune']],
        [`wxdi job list --ty${tab}`, ['job', 'list', '--type']],
        [`wxdi job list -o ya${tab}`, ['job', 'list', '-o', 'yaml']],
        [`wxdi job list --output ya${tab}`, ['job', 'list', '--output', 'yaml']],
        [`wxdi job list --output=ya${tab}`, ['job', 'list', '--output=yaml']],
        [
          `wxdi run list x --state Queued,Failed,Que${tab}`,
          ['run', 'list', 'x', '--state', 'Queued,Failed,Queued'],
        ],
        [`wxdi run get x @la${tab}`, ['run', 'get', 'x', '@latest']],
        [`wxdi --output json job de${tab}`, ['--output', 'json', 'job', 'delete']],
      ])('completes %j', async (typed, expected) => {
        expect(await words(typed)).toEqual(expected);
      });

      test.each(names)('completes the prefix %j to the job name %j, as one word', async (typed, name) => {
        expect(await words(`wxdi job get ${typed}${tab}`)).toEqual(['job', 'get', name]);
      });

      test.each([
        [`"Load`, 'Load customers'],
        [`'Load`, 'Load customers'],
        [`Load\\ cu`, 'Load customers'],
        [`"Load cu`, 'Load customers'],
        [`'Über`, 'Übergröße 日本語'],
        [`"colon:na`, 'colon:name with: more'],
      ])('completes %s within its quotes', async (typed, name) => {
        expect(await words(`wxdi job get ${typed}${tab}`)).toEqual(['job', 'get', name]);
      });

      test('completes files and their folders, also after @', async () => {
        const folder = join(bin, 'rows of mine');
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, 'one.yaml'), '');
        const file = join(folder, 'one.yaml');
        expect(await words(`wxdi job create -f ${bin}/row${tab}on${tab}`)).toEqual([
          'job',
          'create',
          '-f',
          file,
        ]);
        expect(await words(`wxdi job update x --patch @${bin}/row${tab}on${tab}--na${tab}`)).toEqual([
          ...['job', 'update', 'x', '--patch', `@${file}`],
          '--name',
        ]);
      });

      test('completes the common prefix of two names, and then the rest', async () => {
        expect(await words(`wxdi job get comm${tab}be${tab}`)).toEqual(['job', 'get', 'common beta']);
      });

      test('accepts further arguments after a completed name', async () => {
        const typed = `wxdi job start Load${tab}--wai${tab}`;
        expect(await words(typed)).toEqual(['job', 'start', 'Load customers', '--wait']);
      });

      test('has a script without syntax errors', async () => {
        const { out } = await wxdi(['completion', shell.name], service.env);
        const script = join(bin, `script.${shell.name}`);
        await writeFile(script, out);
        const check = terminalOf(path ?? '', ['-n', script], { PATH: process.env['PATH'] ?? '' });
        expect([await check.ended, check.seen()]).toEqual([0, '']);
      });
    });
  },
);

const pwsh = toolNamed('pwsh');
describe.skipIf(pwsh === undefined)(titleOf('completion in PowerShell', pwsh), () => {
  test('completes a command and a job name', async () => {
    const { out } = await wxdi(['completion', 'powershell'], service.env);
    const completed = (line: string): string => {
      const ask = `(TabExpansion2 '${line}' ${line.length}).CompletionMatches.CompletionText`;
      const env = { ...service.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
      return execFileSync(pwsh ?? '', ['-NoProfile', '-Command', `${out}\n${ask}`], {
        env,
        encoding: 'utf8',
      });
    };
    expect(completed('wxdi run pru').trim()).toBe('prune');
    expect(completed('wxdi job get Load').trim()).toBe("'Load customers'");
  });
});
