/** The program as it is, with the stand-in session: `node main.js SNAPSHOT ARGUMENTS...`. */
import { main } from '../../../src/main.ts';
import { openStandIn } from './session.ts';

const [snapshot = '', ...argv] = process.argv.slice(2);
process.exitCode = await main(argv, () => openStandIn(snapshot));
