import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Runs a file in a separate process, which ends with this one. Returns the process and its first message. */
export const child = async (file, args = [], env = {}) => {
  const process_ = fork(file, args, { env: { ...process.env, ...env } });
  const [first] = await once(process_, 'message');
  const ask = async (question) => {
    const answer = once(process_, 'message');
    process_.send(question);
    return (await answer)[0];
  };
  return { first, ask, end: () => process_.disconnect() };
};

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
