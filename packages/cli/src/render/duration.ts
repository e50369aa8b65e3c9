const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `500ms`, `30s`, `1.5h`, `1h30m` or `90` (seconds); `undefined` for anything else. */
export const parseDuration = (text: string): number | undefined => {
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text)) return Math.round(Number(text) * 1_000);
  if (!/^(?:\d{1,9}(?:\.\d{1,3})?(?:ms|s|m|h|d))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/([\d.]+)([a-z]+)/g)].map(
    ([, amount = '', unit = '']) => Number(amount) * (unitMs[unit] ?? 0),
  );
  return Math.round(parts.reduce((sum, ms) => sum + ms, 0));
};

/** Seconds for a person: `0.4s`, `12s`, `3m 05s`, `2h 04m`. */
export const showSeconds = (seconds: number): string => {
  if (seconds < 0 || !Number.isFinite(seconds)) return String(seconds);
  if (seconds < 10) return `${Math.round(seconds * 10) / 10}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)}m ${pad(whole % 60)}s`;
  return `${Math.floor(whole / 3_600)}h ${pad(Math.floor((whole % 3_600) / 60))}m`;
};

const pad = (n: number): string => String(n).padStart(2, '0');
