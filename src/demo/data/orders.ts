/** Orders of the customers, their lines in a list of maps; times as ISO 8601 text and as seconds since 1970. */
import type { Item } from '../../plan/request.ts';
import { Chance, L, M, money, N, S } from '../values.ts';
import { CUSTOMERS, customerId } from './customers.ts';
import { CATALOGUE } from './products.ts';

const ORDERS = 360;
const STATUSES = [
  'NEW',
  'PAID',
  'PAID',
  'SHIPPED',
  'SHIPPED',
  'SHIPPED',
  'DELIVERED',
  'DELIVERED',
  'DELIVERED',
  'RETURNED',
];
/** 2024-01-01 UTC and a year of seconds. */
const FROM = 1_704_067_200;
const YEAR = 366 * 86_400;

function order(chance: Chance, at: number): Item {
  const lines = Array.from({ length: chance.between(1, 4) }, () => ({
    product: chance.pick(CATALOGUE),
    quantity: chance.between(1, 3),
  }));
  const cents = lines.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0);
  // Spread over the year in order, so that no two have the same second.
  const seconds = FROM + Math.floor((at / ORDERS) * YEAR) + chance.between(0, 60_000);
  const status = chance.pick(STATUSES);
  return {
    // A few customers order often.
    customer_id: S(customerId(chance.chance(0.3) ? chance.between(0, 5) : chance.between(0, CUSTOMERS - 1))),
    order_date: S(new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')),
    placed_at: N(seconds),
    status: S(status),
    total: N(money(cents)),
    items: L(
      lines.map(({ product, quantity }) =>
        M({ sku: S(product.sku), quantity: N(quantity), price: N(money(product.cents)) }),
      ),
    ),
    ...(status !== 'NEW' && {
      payment: M({
        method: S(chance.pick(['card', 'card', 'invoice', 'voucher'])),
        reference: S(`pay_${chance.between(1e8, 9e8).toString(36)}`),
      }),
    }),
    ...(chance.chance(0.2) && {
      note: S(
        chance.pick([
          'Leave it with the neighbour',
          'Gift: no invoice, please',
          'Ring twice\nand wait',
          '5 % discount agreed',
        ]),
      ),
    }),
  };
}

export function orders(): Item[] {
  const chance = new Chance(2024);
  return Array.from({ length: ORDERS }, (_, at) => order(chance, at));
}
