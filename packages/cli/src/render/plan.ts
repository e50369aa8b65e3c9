import type { FieldChange, Plan, PlannedAction } from '@wxdi/sdk';
import type { Style } from './style.js';
import { printJson } from '@wxdi/sdk';
import { visible } from './visible.js';

type Action = PlannedAction['action'];

const signs: Readonly<Record<Action, readonly [sign: string, color: keyof Style]>> = {
  create: ['+', 'green'],
  update: ['~', 'yellow'],
  unchanged: ['=', 'dim'],
  delete: ['-', 'red'],
  refused: ['!', 'red'],
};

/** A plan as text. Unchanged jobs are counted only. */
export const planLines = (plan: Plan, style: Style): readonly string[] => {
  const lines = plan.actions
    .filter(({ action }) => action !== 'unchanged')
    .flatMap((action) => actionLines(action, style));
  return [...lines, ...(lines.length === 0 ? [] : ['']), countsText(plan.counts)];
};

const actionLines = (action: PlannedAction, style: Style): readonly string[] => {
  const [sign, color] = signs[action.action];
  const id = 'id' in action && action.id !== undefined ? style.dim(`  ${visible(action.id)}`) : '';
  const details = detailsOf(action).map((line) => `    ${line}`);
  return [`${style[color](`${sign} ${visible(action.name)}`)}${id}`, ...details];
};

const detailsOf = (action: PlannedAction): readonly string[] => {
  switch (action.action) {
    case 'create':
      return action.changes.map(({ path, after }) => `${visible(path)}: ${showValue(after)}`);
    case 'update':
      return [
        ...action.changes.map(changeText),
        ...action.operations.map(
          ({ op, path, value }) => `PATCH ${op} ${visible(path)} ${visible(printJson(value ?? null))}`,
        ),
      ];
    case 'refused':
      return [
        visible(action.reason),
        `to fix it: ${visible(action.remedy)}`,
        ...(action.candidates ?? []).map((id) => `candidate ${visible(id)}`),
      ];
    case 'delete':
      return ['deleted with all its runs'];
    case 'unchanged':
      return [];
  }
};

const changeText = ({ path, before, after }: FieldChange): string =>
  `${visible(path)}: ${showValue(before)} → ${showValue(after)}`;

const showValue = (value: unknown): string => {
  if (value === null || value === undefined) return '(none)';
  const text = typeof value === 'string' ? value : printJson(value);
  return text === '' ? '(empty)' : visible(text);
};

/** `1 to create, 2 to update, 12 unchanged`; what is refused is last. */
export const countsText = (counts: Plan['counts']): string => {
  const parts = [
    [counts.create, 'to create'],
    [counts.update, 'to update'],
    [counts.delete, 'to delete'],
    [counts.unchanged, 'unchanged'],
    [counts.refused, 'refused'],
  ] as const;
  const texts = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return texts.length === 0 ? 'no jobs' : texts.join(', ');
};

/** Whether a plan would change something, or cannot be applied. */
export const hasChanges = ({ create, update, delete: deletes, refused }: Plan['counts']): boolean =>
  create + update + deletes + refused > 0;
