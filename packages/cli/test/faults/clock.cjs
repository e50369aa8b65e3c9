// Loaded before the built file (node --require): skips waits. While a request is open, time passes normally. When the
// process waits for nothing but a timer, the clock is advanced to that timer.
// The folder in WXDI_TEST_CLOCK holds the time skipped so far: the service reads it, and may add to it.
'use strict';
const { appendFileSync, readFileSync, renameSync, writeFileSync } = require('node:fs');

const folder = process.env.WXDI_TEST_CLOCK;
delete process.env.WXDI_TEST_CLOCK;
const read = (name) => Number(readFileSync(`${folder}/${name}`, 'utf8'));
const later = () => read('later');

const realNow = Date.now;
const realMonotonic = performance.now.bind(performance);
const realSet = globalThis.setTimeout;
const realClear = globalThis.clearTimeout;

Date.now = () => Math.round(realNow() + later() + read('wall'));
performance.now = () => realMonotonic() + later();
process.hrtime.bigint = () => BigInt(Math.round((realMonotonic() + later()) * 1e6));
// The jitter is always one half, so that waits and polls are those of the table.
Math.random = () => 0.5;

/** Pending timers; each is due by a clock that counts only what this process skipped. */
const timers = new Map();
let skipped = 0;

globalThis.setTimeout = (run, ms = 0, ...args) => {
  const fire = () => {
    timers.delete(timer);
    run(...args);
  };
  const timer = realSet(fire, ms);
  timers.set(timer, { due: realMonotonic() + skipped + ms, ms, fire });
  return timer;
};
globalThis.clearTimeout = (timer) => {
  timers.delete(timer);
  realClear(timer);
};

/** The pipes of stdout and stderr. */
const idle = new Set(['Timeout', 'PipeWrap']);
const isIdle = () => process.getActiveResourcesInfo().every((name) => idle.has(name));

const skip = () => {
  if (timers.size === 0 || !isIdle()) return;
  const [timer, next] = [...timers].reduce((a, b) => (b[1].due < a[1].due ? b : a));
  const rest = next.due - realMonotonic() - skipped;
  if (rest <= 0) return;
  skipped += rest;
  writeFileSync(`${folder}/later.new`, String(later() + rest));
  renameSync(`${folder}/later.new`, `${folder}/later`);
  appendFileSync(`${folder}/slept`, `${next.ms}\n`);
  realClear(timer);
  next.fire();
};
setInterval(skip, 2).unref();
