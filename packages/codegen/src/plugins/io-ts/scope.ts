import type { Expr } from '../ast.js';
import type { Shape } from '../shape/shape.js';
import type { Imports } from './imports.js';
import type { IoTsPlugin } from './types.js';

/** A value under test: its expression, and whether it is the guard's argument `u` itself or nested in it. */
export interface Value {
  readonly e: Expr;
  readonly inside: boolean;
}

/** The surroundings that the code of one schema is written in. */
export interface Scope {
  readonly imports: Imports;
  /** The schema contains itself: its guards count the levels. */
  readonly recursive: boolean;
  readonly acceptsUndefined: (shape: Shape) => boolean;
  readonly emit: (node: Parameters<IoTsPlugin['Instance']['node']>[0]) => void;
  readonly codec: (ref: string) => Expr;
  readonly callGuard: (ref: string, value: Value) => Expr;
  /** Writes a separate guard for a part of the schema, and returns the call. */
  readonly callPart: (value: Value, shape: Shape, name: string) => Expr;
  readonly isRecord: (value: Expr) => Expr;
  /** In a recursive schema, the check that an object or list is not too deep. */
  readonly levelCheck: () => readonly Expr[];
}
