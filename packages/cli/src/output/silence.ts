import type { Tracer } from '@wxdi/sdk';
import type { Clock } from '../context.js';
import type { Messages } from './messages.js';
import { showSeconds } from '../render/duration.js';

/** How long a request may go without a response before it is reported. */
const silentMs = 2_000;

/** Reports requests without a response: once when the silence is noticed, and once when it ends. */
export const silenceReporter = (
  clock: Clock,
  say: Pick<Messages, 'note'>,
  isMuted: () => boolean = () => false,
): Tracer => {
  /** When the first request of the silence was sent. */
  let since: number | undefined;
  let isReported = false;
  const note = (message: string): void => {
    if (!isMuted()) say.note(message);
  };
  const seconds = (ms: number): string => showSeconds(Math.round(ms / 1_000));
  return ({ host }) => {
    const sentAt = (since ??= clock.now());
    const cancel = clock.after(silentMs, () => {
      if (isReported) return;
      isReported = true;
      note(`no response from ${host} for ${seconds(clock.now() - sentAt)}; waiting`);
    });
    return {
      end: ({ status }) => {
        cancel();
        if (status === undefined) return;
        if (isReported) note(`${host} responded after ${seconds(clock.now() - sentAt)}`);
        isReported = false;
        since = undefined;
      },
    };
  };
};
