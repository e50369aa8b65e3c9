import bash from '../../scripts/wxdi.bash';
import fish from '../../scripts/wxdi.fish';
import powershell from '../../scripts/wxdi.ps1';
import zsh from '../../scripts/wxdi.zsh';
import { command } from './command.js';
import { UsageError } from '../errors.js';
import { didYouMean } from '../input/nearest.js';

const scripts = new Map(Object.entries({ bash, zsh, fish, powershell }));
const shells = [...scripts.keys()];

export const completion = command({
  name: 'completion',
  summary: 'Print the completion script for a shell',
  details: [
    'Completes commands, flags and their values, names of profiles and files, and names of jobs. Names of jobs are read from the service and cached for one minute.',
  ],
  offline: true,
  examples: [
    ['bash: add to ~/.bashrc', 'source <(wxdi completion bash)'],
    ['zsh: add to ~/.zshrc, after compinit', 'source <(wxdi completion zsh)'],
    ['fish', 'wxdi completion fish > ~/.config/fish/completions/wxdi.fish'],
    ['PowerShell: add to $PROFILE', 'wxdi completion powershell | Out-String | Invoke-Expression'],
  ],
  args: [{ name: 'SHELL', summary: shells.join(', '), choices: shells }],
  run: async ({ lines }, _flags, [shell = '']) => {
    const script = scripts.get(shell);
    if (script === undefined) {
      const all = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(shells);
      const use = `${all}${didYouMean(shell, shells)}`;
      throw new UsageError(`unsupported shell "${shell}"; use ${use}`, 'wxdi completion --help');
    }
    await lines.push(script.trimEnd());
    await lines.send();
  },
});
