import widthOf from 'fast-string-width';

export { widthOf };

/** Cuts text to a number of columns, with an ellipsis where something is missing. */
export const fit = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
};
