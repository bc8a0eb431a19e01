/** Products: prices, sets of both kinds, bytes, and a number of 38 digits, which is as many as DynamoDB keeps. */
import type { Item } from '../../plan/request.ts';
import { B, Chance, L, M, money, N, NS, S, SS } from '../values.ts';

interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly cents: number;
}

const LINES: readonly (readonly [name: string, category: string, cents: number])[] = [
  ['T-shirt', 'clothing', 1900],
  ['Hoodie', 'clothing', 4900],
  ['Poster', 'print', 1200],
  ['Songbook', 'print', 2450],
  ['Vinyl LP', 'records', 2799],
  ['Cassette', 'records', 995],
  ['CD', 'records', 1350],
  ['Mug', 'home', 1100],
  ['Tote bag', 'accessories', 1550],
  ['Enamel pin', 'accessories', 650],
];
const EDITIONS = ['Classic', 'Tour', 'Night', 'Harbour', 'Festival', 'Limited'];

/** What orders refer to. */
export const CATALOGUE: readonly Product[] = LINES.flatMap(([name, category, cents], line) =>
  EDITIONS.map((edition, at) => ({
    sku: `${category.slice(0, 3).toUpperCase()}-${line + 1}${String(at + 1).padStart(2, '0')}`,
    name: `${edition} ${name}`,
    category,
    cents: cents + 50 * at,
  })),
);

const COLOURS = ['black', 'white', 'navy', 'ochre', 'sea green'];

function product(chance: Chance, { sku, name, category, cents }: Product, at: number): Item {
  return {
    sku: S(sku),
    name: S(name),
    category: S(category),
    price: N(money(cents)),
    stock: N(chance.between(0, 400)),
    barcode: B(chance.bytes(6)),
    dimensions: M({ width: N(chance.between(5, 60)), height: N(chance.between(5, 90)), unit: S('cm') }),
    ...(category === 'clothing' && {
      colours: SS(chance.some(COLOURS)),
      sizes: NS([34, 36, 38, 40, 42].filter(() => chance.chance(0.7)).concat(38)),
    }),
    ...(chance.chance(0.4) && {
      reviews: L([
        M({
          stars: N(chance.between(1, 5)),
          text: S(chance.pick(['Lovely.', 'Smaller than I thought', 'Worth it', 'My dog ate it'])),
        }),
      ]),
    }),
    // The ledger's number of a limited edition: more digits than any floating point number has.
    ...(name.startsWith('Limited') && { ledger: N(`${12_345_678 + at}${'901234567890123456789012345678'}`) }),
  };
}

export function products(): Item[] {
  const chance = new Chance(1887);
  return CATALOGUE.map((each, at) => product(chance, each, at));
}
