// Finds the types of a package that are reachable from the exports of a declaration file, and the path to each.
import { createRequire } from 'node:module';

const ts = createRequire(import.meta.url)('typescript');

const options = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  types: [],
};

/** Paths such as `createClient().jobs.list()` that end at a type declared in a file whose path `isForeign` accepts. */
export const reachable = (path, isForeign) => {
  const program = ts.createProgram([path], options);
  const checker = program.getTypeChecker();
  const seen = new Set();
  const found = [];

  const visit = (type, way) => {
    if (type === undefined || seen.has(type)) return;
    seen.add(type);
    const declarations = [type.symbol, type.aliasSymbol].flatMap((symbol) => symbol?.declarations ?? []);
    const foreign = declarations.find((declaration) => isForeign(declaration.getSourceFile().fileName));
    if (foreign !== undefined) return void found.push(way);
    for (const part of type.types ?? []) visit(part, way);
    for (const argument of checker.getTypeArguments(type) ?? []) visit(argument, `${way}<>`);
    for (const property of type.getProperties()) {
      const declaration = property.declarations?.[0];
      if (declaration === undefined || program.isSourceFileDefaultLibrary(declaration.getSourceFile()))
        continue;
      visit(checker.getTypeOfSymbolAtLocation(property, declaration), `${way}.${property.name}`);
    }
    for (const kind of [ts.SignatureKind.Call, ts.SignatureKind.Construct]) {
      for (const signature of checker.getSignaturesOfType(type, kind)) {
        visit(signature.getReturnType(), `${way}()`);
        for (const parameter of signature.getParameters()) {
          const { valueDeclaration } = parameter;
          if (valueDeclaration === undefined) continue;
          visit(checker.getTypeOfSymbolAtLocation(parameter, valueDeclaration), `${way}(${parameter.name})`);
        }
      }
    }
  };

  const module = checker.getSymbolAtLocation(program.getSourceFile(path));
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (symbol.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(symbol), exported.name);
    if (symbol.flags & ts.SymbolFlags.Type) visit(checker.getDeclaredTypeOfSymbol(symbol), exported.name);
  }
  return found;
};
