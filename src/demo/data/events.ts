/** A single-table design: users, their devices and their events under one partition key, told apart by the sort key; GSI1 finds the open tickets. */
import type { Item } from '../../plan/request.ts';
import { BOOL, Chance, M, N, S, SS } from '../values.ts';
import { customerId } from './customers.ts';

const USERS = 20;
const FROM = 1_717_200_000;

function profile(chance: Chance, user: string, at: number): Item {
  return {
    PK: S(user),
    SK: S('PROFILE'),
    entity: S('user'),
    customer_id: S(customerId(at)),
    locale: S(chance.pick(['en-US', 'de-DE', 'pt-BR', 'ja-JP'])),
    roles: SS(chance.some(['reader', 'writer', 'admin'])),
  };
}

function device(chance: Chance, user: string, at: number): Item {
  return {
    PK: S(user),
    SK: S(`DEVICE#${at}`),
    entity: S('device'),
    platform: S(chance.pick(['ios', 'android', 'web'])),
    trusted: BOOL(chance.chance(0.7)),
    expires_at: N(FROM + chance.between(0, 90) * 86_400),
  };
}

function event(chance: Chance, user: string, seconds: number): Item {
  const kind = chance.pick(['login', 'play', 'play', 'play', 'purchase', 'ticket']);
  const open = kind === 'ticket' && chance.chance(0.6);
  const at = new Date(seconds * 1000).toISOString();
  return {
    PK: S(user),
    SK: S(`EVENT#${at}`),
    entity: S('event'),
    kind: S(kind),
    detail: M({ ip: S(`203.0.113.${chance.between(1, 254)}`), ms: N(chance.between(3, 900)) }),
    ...(open && { GSI1PK: S('TICKET#OPEN'), GSI1SK: S(at), priority: N(chance.between(1, 4)) }),
  };
}

export function events(): Item[] {
  const chance = new Chance(7);
  return Array.from({ length: USERS }, (_, at) => {
    const user = `USER#${String(at + 1).padStart(3, '0')}`;
    const devices = Array.from({ length: chance.between(1, 2) }, (_each, number) => device(chance, user, number + 1));
    const steps = Array.from({ length: chance.between(3, 8) }, (_each, number) =>
      event(chance, user, FROM + at * 997 + number * 3_600 + chance.between(0, 3_000)),
    );
    return [profile(chance, user, at), ...devices, ...steps];
  }).flat();
}
