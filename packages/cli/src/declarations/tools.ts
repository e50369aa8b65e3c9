import { declare } from '../args/declaration.js';
import { nonEmpty, on, several } from '../args/flag.js';

export const authStatus = declare({
  path: ['auth', 'status'],
  brief: 'Show which credential is in use and whether it works',
  details: [
    'Says works true, false, or unknown (null in JSON) where the service cannot be asked. Exit 0 if the service takes it and the project can be read; 4 if it does not take it, or gives no access to the project; 3 if it knows no such project; 6 if it cannot be asked. The credential itself is never shown.',
  ],
  examples: [{ does: 'is it the right one?', line: 'wxdi auth status' }],
  args: [],
  flags: {},
});

export const doctor = declare({
  path: ['doctor'],
  brief: 'Find out what is wrong, and how to mend it',
  details: [
    'Looks at the settings, the proxy, the connection with its certificate, the clock, the credential and the project. Each check that fails says what to do. Changes nothing.',
  ],
  examples: [
    { does: 'of the settings in use', line: 'wxdi doctor' },
    { does: 'of a profile', line: 'wxdi doctor --profile work' },
  ],
  args: [],
  flags: {},
});

export const api = declare({
  path: ['api'],
  brief: 'Send one request of your own, with the credential and retries',
  details: [
    'Prints the body of the answer. The project or space is added to the query unless PATH names one. A method that changes something is sent once: an answer that was lost is exit 9.',
  ],
  changes: true,
  examples: [
    { does: 'what the list does not show', line: "wxdi api GET '/v2/jobs?limit=1'" },
    { does: 'a request with a body', line: 'wxdi api POST /v2/jobs/ID/runs --body @run.json' },
  ],
  args: [
    { name: 'METHOD', brief: 'GET, HEAD, POST, PUT, PATCH or DELETE' },
    { name: 'PATH', brief: 'path on the service, with its query if it has one' },
  ],
  flags: {
    body: nonEmpty('@f', 'body, from a JSON or YAML file; - reads stdin'),
    header: several('N: V', 'header; Authorization is ours'),
    'no-scope': on('do not add project_id or space_id to the query'),
  },
});

export const completion = declare({
  path: ['completion'],
  brief: 'Print the completion script of a shell',
  details: [
    'Commands, flags and their values; names of profiles and of files; and names of jobs, which are asked of the service and kept for a minute.',
  ],
  offline: true,
  examples: [
    { does: 'bash: into ~/.bashrc', line: 'source <(wxdi completion bash)' },
    { does: 'zsh: into ~/.zshrc, after compinit', line: 'source <(wxdi completion zsh)' },
    { does: 'fish', line: 'wxdi completion fish > ~/.config/fish/completions/wxdi.fish' },
  ],
  args: [{ name: 'SHELL', brief: 'bash, zsh or fish' }],
  flags: {},
});
