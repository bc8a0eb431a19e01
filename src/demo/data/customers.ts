/** Customers as a few years of an application left them: `age` was text once, `phone` became `phones`, some attributes are NULL and some are missing. */
import type { AttributeValue, Item } from '../../plan/request.ts';
import { BOOL, Chance, L, M, N, NULL, S } from '../values.ts';

export const CUSTOMERS = 120;

export const customerId = (at: number): string => `c-${String(at + 1).padStart(4, '0')}`;

const FIRST = [
  'Ada',
  'Grace',
  'Linus',
  'Édith',
  'Barbara',
  'Björk',
  'Margaret',
  'Alan',
  'Radia',
  'Ken',
  'Noor',
  'Mateo',
  'Yuki',
  'Zoë',
];
const LAST = [
  'Lovelace',
  'Hopper',
  'Okafor',
  'Müller',
  'Liskov',
  'García',
  'Hamilton',
  'Tanaka',
  'Perlman',
  "O'Neill",
  'Novák',
  'Silva',
];
const CITIES: readonly (readonly [city: string, country: string])[] = [
  ['Berlin', 'DE'],
  ['Lagos', 'NG'],
  ['Lima', 'PE'],
  ['Osaka', 'JP'],
  ['Austin', 'US'],
  ['Torino', 'IT'],
  ['São Paulo', 'BR'],
  ['Oslo', 'NO'],
  ['Dublin', 'IE'],
];

function age(chance: Chance): AttributeValue {
  const years = chance.between(18, 80);
  return chance.chance(0.12) ? S(`${years}`) : N(years);
}

function phones(chance: Chance): Item {
  const number = (): string =>
    `+${chance.between(1, 99)} ${chance.between(100, 999)} ${chance.between(100_000, 999_999)}`;
  if (chance.chance(0.3)) return { phone: S(number()) };
  return { phones: L(Array.from({ length: chance.between(1, 3) }, () => S(number()))) };
}

function customer(chance: Chance, at: number): Item {
  const [city, country] = chance.pick(CITIES);
  const first = chance.pick(FIRST);
  const last = chance.pick(LAST);
  const since = `${chance.between(2015, 2024)}-${String(chance.between(1, 12)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`;
  return {
    customer_id: S(customerId(at)),
    name: S(`${first} ${last}`),
    email: S(
      `${first}.${last}${at}@example.com`
        .normalize('NFD')
        .replace(/[^\w.@]/g, '')
        .toLowerCase(),
    ),
    country: S(country),
    since: S(since),
    vip: BOOL(chance.chance(0.15)),
    points: N(chance.between(0, 12_000)),
    address: M({
      street: S(
        `${chance.between(1, 250)} ${chance.pick(['Station Road', 'Rua Augusta', 'Hauptstraße', 'Via Roma', 'High Street'])}`,
      ),
      city: S(city),
      geo: M({
        lat: N((chance.between(-9000, 9000) / 100).toString()),
        lon: N((chance.between(-18_000, 18_000) / 100).toString()),
      }),
    }),
    ...phones(chance),
    ...(chance.chance(0.8) && { age: age(chance) }),
    ...(chance.chance(0.3) && {
      referred_by: chance.chance(0.2) ? NULL : S(customerId(chance.between(0, CUSTOMERS - 1))),
    }),
    ...(at === 7 && { loyalty_tier: S('founder') }),
  };
}

export function customers(): Item[] {
  const chance = new Chance(1815);
  return Array.from({ length: CUSTOMERS }, (_, at) => customer(chance, at));
}
