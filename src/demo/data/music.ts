/** Songs of bands that do not exist: strings, numbers, a set, a map, a list, and a little binary. */
import type { Item } from '../../plan/request.ts';
import { B, BOOL, Chance, L, M, N, S, SS } from '../values.ts';

const ARTISTS: readonly (readonly [name: string, genre: string, country: string])[] = [
  ['Acme Band', 'Country', 'US'],
  ['No One You Know', 'Country', 'US'],
  ['The Paper Lanterns', 'Indie', 'GB'],
  ['Ella Marrow', 'Jazz', 'US'],
  ['Björn & the Tides', 'Folk', 'SE'],
  ['Los Faroles', 'Latin', 'MX'],
  ['Midnight Cartographers', 'Electronic', 'DE'],
  ['Sable Quartet', 'Jazz', 'FR'],
  ['Tin Roof Revival', 'Blues', 'US'],
  ['Aurora Static', 'Electronic', 'FI'],
  ['Os Vizinhos', 'Latin', 'BR'],
  ['Velvet Engine', 'Rock', 'US'],
  ['東京レイン', 'Electronic', 'JP'],
  ['The Slow Trains', 'Folk', 'IE'],
  ['Nina Okafor', 'Soul', 'NG'],
  ['Winter Almanac', 'Folk', 'NO'],
];
const OPENINGS = [
  'Call Me',
  'My Dog',
  'Somewhere',
  'Blue',
  'Last',
  'Paper',
  'Ten Thousand',
  'Before the',
  'Salt and',
  'Northern',
  'Every',
  'Slow',
  'Borrowed',
  'After',
];
const ENDINGS = [
  'Today',
  'Spot',
  'Down the Road',
  'Moon',
  'Train Home',
  'Hearts',
  'Miles',
  'Rain',
  'Honey',
  'Lights',
  'Sunday',
  'Fire',
  'Time',
  'the Flood',
];
const ALBUMS = ['Greatest Hits', 'First Light', 'Songs About Life', 'Hey Now', 'Maps', 'Live at the Depot'];
const TAGS = ['acoustic', 'live', 'remastered', 'single', 'instrumental', 'duet'];
const LABELS = ['Harbour Records', 'Lantern', 'Nine Miles', 'Tidewater'];
const YEAR_FROM = 1998;

function song(chance: Chance, [artist, genre, country]: (typeof ARTISTS)[number], title: string): Item {
  return {
    artist: S(artist),
    song_title: S(title),
    album: S(chance.pick(ALBUMS)),
    genre: S(genre),
    year: N(chance.between(YEAR_FROM, 2024)),
    seconds: N(chance.between(121, 420)),
    plays: N(chance.between(12, 4_000_000)),
    rating: N((chance.between(25, 50) / 10).toString()),
    explicit: BOOL(chance.chance(0.1)),
    label: M({ name: S(chance.pick(LABELS)), country: S(country) }),
    ...(chance.chance(0.6) && { tags: SS(chance.some(TAGS)) }),
    ...(chance.chance(0.15) && { awards: L([M({ name: S('Golden Reel'), year: N(chance.between(2000, 2024)) })]) }),
    ...(chance.chance(0.1) && { cover: B([0x89, 0x50, 0x4e, 0x47, ...chance.bytes(4)]) }),
  };
}

export function music(): Item[] {
  const chance = new Chance(1998);
  return ARTISTS.flatMap((artist, at) => {
    const titles = new Set(at < 2 ? [`${OPENINGS[at]} ${ENDINGS[at]}`] : []);
    while (titles.size < 14) titles.add(`${chance.pick(OPENINGS)} ${chance.pick(ENDINGS)}`);
    return [...titles].map((title) => song(chance, artist, title));
  });
}
