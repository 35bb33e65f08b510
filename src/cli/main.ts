#!/usr/bin/env node
/** The executable: one command line in this process. */
import { main } from './cli.ts';
import { EXIT } from './exit.ts';
import { processIo } from './io.ts';

process.exitCode = await main(process.argv.slice(2), processIo());
if (process.exitCode === EXIT.interrupted) process.exit();
