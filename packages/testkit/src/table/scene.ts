/** Scenes that need more than a script: other places, other callers, other times. */
export type Scene =
  | 'name not found'
  | 'port refuses'
  | 'connect hangs'
  | 'TLS hangs'
  | 'kept connection'
  | 'proxy 407'
  | 'proxy 502'
  | 'tunnel reset'
  | 'handshake fails once'
  | 'proxy 502 once'
  | 'certificate self-signed'
  | 'certificate expired'
  | 'certificate of another host'
  | 'one run'
  | 'fifty callers'
  | 'token revoked'
  | 'every token refused'
  | 'token expires'
  | 'token expires while paging'
  | 'token expires while waiting'
  | 'token service'
  | 'API key'
  | 'two hundred callers'
  | 'list'
  | 'list without end'
  | 'wall clock jumps ahead'
  | 'wall clock jumps back'
  | 'process stopped'
  | 'wait'
  | 'wait with a deadline'
  | 'outage of four minutes'
  | 'outage of six minutes'
  | 'run deleted'
  | 'killed, then again'
  | 'killed, then resent'
  | 'two processes'
  | 'no folder for the journal'
  | 'damaged journal'
  | 'leftovers of a dead process'
  | 'id ..'
  | 'id with an encoded slash'
  | 'id with a line break'
  | 'names with escapes'
  | 'log line of 1 MB';

/** What one process of the command line cannot meet, and why. Every other scene has a play there, or does not compile. */
export const notByCli = {
  'fifty callers': 'one process makes one call, and the quota of retries is its own',
  'two hundred callers': 'one process makes one call, which asks for one token',
} as const satisfies Partial<Record<Scene, string>>;

export type CliScene = Exclude<Scene, keyof typeof notByCli>;
