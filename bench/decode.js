import { JobListCodec } from '@wxdi/bindings';
import { compare } from './lib/cpu.js';
import { page } from './lib/page.js';
import { stockOf } from './lib/stock.js';

export const title =
  'decoding a page of 100 jobs, keeping unknown properties, relative to JSON.parse of the same text';

export const rows = () => {
  const text = JSON.stringify(page());
  const good = JSON.parse(text);
  const bad = JSON.parse(text);
  bad.results[57].entity.job.schedule = 7;
  const stock = stockOf(JobListCodec);
  expect(JobListCodec.decode(good)._tag === 'Right' && stock.decode(good)._tag === 'Right');
  expect(JSON.stringify(errors(JobListCodec, bad)) === JSON.stringify(errors(stock, bad)));
  const time = compare({
    parse: () => JSON.parse(text),
    decode: () => JobListCodec.decode(good),
    stock: () => stock.decode(good),
    oneError: () => JobListCodec.decode(bad),
    stockOneError: () => stock.decode(bad),
  });
  return [
    { what: 'text', value: text.length / 1000, unit: ' kB' },
    { what: 'JSON.parse', value: time.parse, unit: ' us' },
    { what: 'decode / JSON.parse', value: time.decode / time.parse, goal: { atMost: 0.04 } },
    { what: 'stock io-ts / JSON.parse', value: time.stock / time.parse },
    { what: 'stock io-ts / decode', value: time.stock / time.decode, goal: { atLeast: 25 } },
    { what: 'decode, one error / JSON.parse', value: time.oneError / time.parse, goal: { atMost: 0.15 } },
    { what: 'stock io-ts, one error / JSON.parse', value: time.stockOneError / time.parse },
  ];
};

const errors = (codec, value) =>
  codec.decode(value).left.map(({ value: found, context }) => [found, context.map(({ key }) => key)]);

const expect = (holds) => {
  if (!holds) throw new Error('the codecs return different results: the comparison is invalid');
};
