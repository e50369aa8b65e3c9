// Runs many command lines in one process, one at a time. Each one loads the built file and the clock again, and gets its
// own arguments, environment and streams; only Node itself is started once.
// The parent process sends `{ file, preload, args, env }` and receives `{ code, out, err }`.
'use strict';
const { Socket } = require('node:net');
const { Writable } = require('node:stream');

const real = {
  now: Date.now,
  monotonic: performance.now,
  bigint: process.hrtime.bigint,
  random: Math.random,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
};

/** Restores the functions that the clock replaces, so that it can be loaded again. Records all timers. */
const reset = (timers) => {
  Date.now = real.now;
  performance.now = real.monotonic;
  process.hrtime.bigint = real.bigint;
  Math.random = real.random;
  globalThis.clearTimeout = real.clearTimeout;
  for (const name of ['setTimeout', 'setInterval'])
    globalThis[name] = (...args) => {
      const timer = real[name](...args);
      timers.add(timer);
      return timer;
    };
};

const capture = () => {
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _, done) => {
      stream.text += String(chunk);
      done();
    },
  });
  stream.text = '';
  return stream;
};

/** Forgets all loaded modules. */
const unload = () => {
  for (const path of Object.keys(require.cache)) delete require.cache[path];
  module.children.length = 0;
};

const run = async ({ file, preload, args, env }) => {
  const timers = new Set();
  const streams = { stdout: capture(), stderr: capture() };
  reset(timers);
  process.env = { ...env };
  process.argv = [process.execPath, file, ...args];
  for (const [name, stream] of Object.entries(streams))
    Object.defineProperty(process, name, { configurable: true, value: stream });
  process.exitCode = undefined;
  unload();
  require(preload);
  const result = await new Promise((resolve) => {
    const { stdout, stderr } = streams;
    process.exit = (code = process.exitCode ?? 0) => resolve({ code, out: stdout.text, err: stderr.text });
    // Or nothing is left to do: the channel to the parent process does not count.
    process.channel.unref();
    process.once('beforeExit', () => process.exit());
    require(file);
  });
  process.channel.ref();
  // What the end of a process would clean up.
  for (const timer of timers) real.clearTimeout(timer);
  for (const event of ['SIGINT', 'SIGTERM', 'beforeExit']) process.removeAllListeners(event);
  for (const handle of process._getActiveHandles()) if (handle instanceof Socket) handle.destroy();
  return result;
};

// An uncaught error ends this process, and the parent process reports it.
const { exit } = process;
process.on('message', (order) => void run(order).then((result) => process.send(result)));
process.on('disconnect', () => exit(0));
