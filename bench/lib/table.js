/** Rows as columns of text: measurement, value, goal and whether the goal is met. */
export const table = (rows) => {
  const cells = [
    ['', 'value', 'goal', ''],
    ...rows.map(({ what, value, unit = '', goal, note = '' }) => [
      what,
      `${figure(value)}${unit}`,
      goal === undefined ? '' : goalText(goal, unit),
      [goal === undefined ? '' : isMet(value, goal) ? 'met' : 'MISSED', note].filter(Boolean).join(', '),
    ]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])));
  return cells.map((row) => `  ${line(row).join('  ').trimEnd()}\n`).join('');
};

const figure = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

const goalText = ({ atMost, atLeast }, unit) =>
  atMost === undefined ? `>= ${atLeast}${unit}` : `<= ${atMost}${unit}`;

const isMet = (value, { atMost = Infinity, atLeast = -Infinity }) => value <= atMost && value >= atLeast;
