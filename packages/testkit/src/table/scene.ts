/** Situations that a script of faults cannot express: other servers, several callers, other times. In table order. */
export const scenes = [
  'name not found',
  'port refuses',
  'connect hangs',
  'TLS hangs',
  'handshake fails once',
  'kept connection',
  'proxy 407',
  'proxy 502',
  'proxy 502 once',
  'tunnel reset',
  'certificate self-signed',
  'certificate expired',
  'certificate of another host',
  'one run',
  'fifty callers',
  'token revoked',
  'every token refused',
  'token service',
  'API key',
  'token expires',
  'token expires while paging',
  'token expires while waiting',
  'two hundred callers',
  'list',
  'list without end',
  'wall clock jumps ahead',
  'wall clock jumps back',
  'process stopped',
  'outage of four minutes',
  'outage of six minutes',
  'wait',
  'run deleted',
  'wait with a deadline',
  'limit of a call',
  'one of many',
  'killed, then again',
  'killed, then resent',
  'two processes',
  'key after the end',
  'key after the end, retried',
  'key after a deletion',
  'key after a deletion, retried',
  'key with other parameters',
  'key with other parameters elsewhere',
  'no folder for the journal',
  'damaged journal',
  'leftovers of a dead process',
  'id ..',
  'id with an encoded slash',
  'id with a line break',
  'names with escapes',
  'log line of 1 MB',
  'hooks that throw',
  'transport that rejects',
  'follow',
] as const;

export type Scene = (typeof scenes)[number];

/** Scenes that one process of the command line cannot meet, and why. It must implement every other scene to compile. */
export const notByCli = {
  'fifty callers': 'one process makes one call and has a retry quota of its own',
  'hooks that throw': 'it has no hooks of the user',
  'transport that rejects': 'it uses the transport of the library only',
  'two hundred callers': 'one process makes one call, which requests one token',
  'one of many': 'no command starts several runs',
} as const satisfies Partial<Record<Scene, string>>;

export type CliScene = Exclude<Scene, keyof typeof notByCli>;

/** Whether the command line can play a case of this scene; a case without a scene always. */
export const isByCli = (scene: Scene | undefined): scene is CliScene | undefined =>
  scene === undefined || !(scene in notByCli);
