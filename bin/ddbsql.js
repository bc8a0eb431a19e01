#!/usr/bin/env node
import { main } from '../dist/main.js';

// Whoever holds the other end of stdin does not keep a finished shell waiting.
process.exit(await main(process.argv.slice(2)));
