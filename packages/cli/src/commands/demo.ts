import { command } from './command.js';
import { writingThrough, type Output } from '../context.js';
import { simulatorOptions, steps } from '../demo/steps.js';
import { UsageError } from '../errors.js';
import { exitCode } from '../exit-code.js';

export const demo = command({
  name: 'demo',
  summary: 'Run the life cycle of a job against an embedded simulator',
  details: [
    'Needs no account and no network. Checks the result of each step; the exit code is 0 only if all checks passed.',
  ],
  offline: true,
  examples: [['run the demo, about ten seconds', 'wxdi demo']],
  run: async ({ context, globals, interrupts, style, invoke, say }) => {
    const { stdout, stderr, clock } = context;
    if (globals.output !== undefined && globals.output !== 'table')
      throw new UsageError(`\`wxdi demo\` prints text only, not -o ${globals.output}`, 'wxdi demo');
    const began = clock.now();
    const { startSimulator } = await context.loadSimulator();
    const simulator = await startSimulator(simulatorOptions);
    const env = {
      WXDI_URL: simulator.url,
      WXDI_PROJECT_ID: simulator.projectId,
      WXDI_AUTH_TYPE: 'bearertoken',
      WXDI_BEARER_TOKEN: simulator.token,
    };
    const shown = { ...env, WXDI_OUTPUT: 'table', ...(stdout.isTerminal && { FORCE_COLOR: '1' }) };
    const inner = piped(stdout, (text) => stdout.write(text.replaceAll(/^(?=.)/gm, '   ')));
    const print = async (text: string): Promise<void> => await stdout.write(`${text}\n`);
    const stoppedBy = async (line: string, code: number): Promise<number> => {
      if (!interrupts.seen)
        await stderr.write(`error: the demo stopped: \`${line}\` ended with exit code ${code}\n`);
      return code;
    };
    try {
      const title = style.bold('The life cycle of a job');
      await print(`${title}, against a simulator of the service on ${simulator.url}`);
      await print('Nothing leaves this machine.');
      for (const [at, { title, lines, claims, breaks }] of steps.entries()) {
        await print(style.bold(`\n${at + 1}. ${title}`));
        if (breaks !== undefined) simulator.addFaults(breaks.fault);
        for (const line of lines) {
          await print(`   ${style.blue(`$ ${line}`)}`);
          const code = await invoke({ argv: wordsOf(line), env: shown, stdout: inner, stderr: inner });
          if (code !== exitCode.done) return await stoppedBy(line, code);
        }
        for (const [claim, line, expected] of claims) {
          let answer = '';
          const output = piped(stdout, (text) => void (answer += text));
          const argv = [...wordsOf(line), '-q', '-o', 'json'];
          const code = await invoke({ argv, env, stdout: output, stderr });
          if (code !== exitCode.done) return await stoppedBy(line, code);
          if (JSON.stringify(JSON.parse(answer)) !== JSON.stringify(expected))
            throw new Error(`check failed: ${claim} (${line})`);
          await print(`   ${style.green('✓')} ${claim}`);
        }
        if (breaks !== undefined) {
          simulator.verify();
          await print(`   ${style.green('✓')} ${breaks.claim}`);
        }
      }
      const checks = steps.flatMap(({ claims, breaks }) => [...claims, ...(breaks ? [breaks] : [])]).length;
      const seconds = ((clock.now() - began) / 1_000).toFixed(1);
      await print(`\nDone: ${steps.length} steps and ${checks} checks passed in ${seconds} s.`);
      await print(`\nTo try it yourself: ${context.program} simulator start --jobs 20`);
      await print(`and, in another terminal, after its export lines: ${context.program} job list`);
      return exitCode.done;
    } finally {
      say.detail('stopping the simulator');
      await simulator.close();
    }
  },
});

/** The words of a line that needs only simple quotes. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, single, double, bare]) => single ?? double ?? bare ?? '')
    .slice(1);

/** The same output with another `write`, and not a terminal: no spinner and no prompt. */
const piped = (output: Output, write: Output['write']): Output => ({
  ...writingThrough(output, write),
  isTerminal: false,
});
