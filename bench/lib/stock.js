import * as t from 'io-ts';

/** The same codec without guards: stock io-ts, rebuilt from the structure of the generated codec. */
export const stockOf = (codec) => {
  switch (codec._tag) {
    case 'RecursiveType':
      return stockOf(codec.type);
    case 'InterfaceType':
      return t.type(membersOf(codec.props), codec.name);
    case 'PartialType':
      return t.partial(membersOf(codec.props), codec.name);
    case 'ArrayType':
      return t.array(stockOf(codec.type), codec.name);
    case 'DictionaryType':
      return t.record(codec.domain, stockOf(codec.codomain), codec.name);
    case 'UnionType':
      return t.union(codec.types.map(stockOf), codec.name);
    case 'IntersectionType':
      return t.intersection(codec.types.map(stockOf), codec.name);
    default:
      return codec;
  }
};

const membersOf = (props) =>
  Object.fromEntries(Object.entries(props).map(([name, member]) => [name, stockOf(member)]));
