import type { ReportPageData } from '@wxdi/report-page';
import fc from 'fast-check';

/** Texts that end an element, an attribute, a script or a comment, or that reorder or hide what is beside them. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror="hacked=1">',
  '<script>hacked=1</script>',
  '</script><script>hacked=1</script>',
  '</style><svg onload=hacked=1>',
  '</title></head><body onload=hacked=1>',
  '<!--<script>',
  ']]><plaintext>',
  '"><a href="javascript:hacked=1">x</a>',
  "' onfocus='hacked=1' autofocus='",
  ' onmouseover=hacked=1 x=',
  '&lt;b&gt; &amp;amp; &#60;',
  '${hacked=1} {{hacked=1}} `',
  'evil\u202etxt.exe\u2066\u2069',
  'line\u2028paragraph\u2029next\u0085',
  'nul\0bell\u0007escape\u001b[31m',
  'half \ud800 and \udc00 half',
  'zero\u200bwidth\ufeff\u00ad',
  'tab\tnew\nline\r\nreturn',
  'שלום عالم',
  '😀 ä 漢字',
  'x'.repeat(5_000),
];

export const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '`', ' ', '\n', '!', '-', 'a'), {
      maxLength: 20,
    })
    .map((parts) => parts.join('')),
);

/** The report with other texts in all its places; a number in front keeps names apart and groups as they were. */
export const withNames = (data: ReportPageData, textOf: (n: number) => string): ReportPageData => {
  let n = 0;
  const text = (): string => `${(n += 1)}:${textOf(n)}`;
  const message = text();
  return {
    ...data,
    project: text(),
    jobs: data.jobs.map((job) => ({ ...job, name: text(), type: message })),
    byState: Object.fromEntries(
      Object.entries(data.byState).map(([state, number]) => [`${state} ${text()}`, number]),
    ),
    failed: data.failed.map((run) => ({
      ...run,
      state: text(),
      reasons: [{ code: message, message, description: message }],
      firstError: { id: message, text: message },
    })),
    unreadable: [{ job: data.jobs[0]?.id, message: text() }, { message: text() }],
  };
};
