import type { Tracer } from '@wxdi/sdk';
import type { Clock } from '../context.js';
import type { Messages } from './messages.js';
import type { Spinner } from './spinner.js';
import { showSeconds } from '../render/duration.js';
import { visible } from '../render/visible.js';

/** How long a host may go without a good response before it is reported. */
const silentMs = 2_000;

interface Options {
  readonly clock: Clock;
  readonly say: Pick<Messages, 'note'>;
  readonly spinner: Pick<Spinner, 'begin'>;
  /** Whether something else is drawn on the terminal. */
  readonly isMuted: () => boolean;
}

/** An attempt that failed, and will be made again. */
interface Retry {
  readonly status?: number | undefined;
  readonly failure?: string | undefined;
  readonly retryInMs?: number | undefined;
}

/** Shows requests in progress, and reports a host that does not respond: once when it is noticed, and once when it ends. */
export const silenceReporter = ({ clock, say, spinner, isMuted }: Options) => {
  /** When the first request of the silence was sent. */
  let since: number | undefined;
  let isReported = false;
  let open = 0;
  let name = '';
  let cancel: (() => void) | undefined;
  let hide: (() => void) | undefined;

  const note = (message: string): void => {
    if (!isMuted()) say.note(message);
  };
  const seconds = (from: number): string => showSeconds(Math.round((clock.now() - from) / 1_000));
  const stopTimer = (): void => {
    cancel?.();
    cancel = undefined;
  };
  const report = (what: string): void => {
    if (!isReported) note(what);
    isReported = true;
  };
  const startTimer = (): void => {
    if (isReported || cancel !== undefined) return;
    const from = (since ??= clock.now());
    cancel = clock.after(Math.max(0, from + silentMs - clock.now()), () =>
      report(`no response from ${name} for ${seconds(from)}; waiting`),
    );
  };
  const show = (): void => {
    const from = clock.now();
    if (!isMuted()) hide ??= spinner.begin(() => `waiting for ${name}, ${seconds(from)}`);
  };
  const stop = (): void => {
    stopTimer();
    hide?.();
    hide = undefined;
  };

  const trace: Tracer = ({ host }) => {
    open += 1;
    name = visible(host);
    startTimer();
    show();
    return {
      end: ({ status = 0 }) => {
        open -= 1;
        if (open === 0) stop();
        if (status === 0 || status === 429 || status >= 500) return;
        stopTimer();
        if (isReported && since !== undefined) note(`${name} responded after ${seconds(since)}`);
        isReported = false;
        since = undefined;
        if (open > 0) startTimer();
      },
    };
  };
  return {
    trace,
    /** Reports a wait before the next attempt, if the host has then not responded for too long. */
    onAttempt: ({ status, failure, retryInMs }: Retry): void => {
      if (retryInMs === undefined || since === undefined) return;
      show();
      if (clock.now() + retryInMs < since + silentMs) return;
      const why =
        status === undefined ? `cannot reach ${name} (${visible(failure)})` : `${name} answered ${status}`;
      report(`${why}; retrying in ${showSeconds(Math.round(retryInMs / 1_000))}`);
    },
    close: stop,
  };
};
