import { $, TsDsl } from '@hey-api/openapi-ts';
import ts from 'typescript';

/** An expression of the hey-api DSL. */
export type Expr = TsDsl<ts.Expression>;
type AnalysisContext = Parameters<TsDsl['analyze']>[0];

/** A node built from other nodes, for the few forms that the DSL does not have. */
class Built<Children extends readonly Expr[]> extends TsDsl<ts.Expression> {
  readonly '~dsl' = 'BuiltTsDsl';
  readonly #children: Children;
  readonly #build: (...children: readonly ts.Expression[]) => ts.Expression;

  constructor(children: Children, build: (...children: readonly ts.Expression[]) => ts.Expression) {
    super();
    this.#children = children;
    this.#build = build;
  }

  override analyze(context: AnalysisContext): void {
    super.analyze(context);
    for (const child of this.#children) context.analyze(child);
  }

  override toAst(): ts.Expression {
    return this.#build(...this.#children.map((child) => child.toAst()));
  }
}

const only = (children: readonly ts.Expression[]): ts.Expression => children[0] as ts.Expression;

/** `expr['name']`, for any name. */
export const member = (expr: Expr, name: string): Expr =>
  new Built([expr, $.literal(name)], (object, key) => ts.factory.createElementAccessExpression(object, key));

/** `expr[index]`. */
export const at = (expr: Expr, index: Expr | number): Expr =>
  new Built([expr, typeof index === 'number' ? $.literal(index) : index], (object, key) =>
    ts.factory.createElementAccessExpression(object, key),
  );

/** A call that a bundler may remove if its value is not used. */
export const pure = (call: Expr): Expr =>
  new Built([call], (...children) =>
    ts.addSyntheticLeadingComment(only(children), ts.SyntaxKind.MultiLineCommentTrivia, '#__PURE__', false),
  );

/** An object literal. Supports names that the DSL would turn into numbers, and `__proto__`. */
export const record = (entries: readonly (readonly [string, Expr])[]): Expr =>
  new Built(
    entries.map(([, value]) => value),
    (...values) =>
      ts.factory.createObjectLiteralExpression(
        entries.map(([name], i) =>
          ts.factory.createPropertyAssignment(propertyName(name), values[i] as ts.Expression),
        ),
        true,
      ),
  );

const propertyName = (name: string): ts.PropertyName => {
  const text = ts.factory.createStringLiteral(name, true);
  if (name === '__proto__') return ts.factory.createComputedPropertyName(text);
  return /^[A-Za-z_$][\w$]*$/.test(name) ? ts.factory.createIdentifier(name) : text;
};

const chain = (operator: '&&' | '||', nothing: boolean, parts: readonly Expr[]): Expr => {
  const [first = $.literal(nothing), ...others] = parts;
  return others.reduce<Expr>((left, right) => $.binary(left, operator, right), first);
};

/** `a && b && …`; `true` for no parts. */
export const all = (parts: readonly Expr[]): Expr => chain('&&', true, parts);

/** `a || b || …`; `false` for no parts. */
export const any = (parts: readonly Expr[]): Expr => chain('||', false, parts);
