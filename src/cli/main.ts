import { setFlagsFromString } from 'node:v8';
import { complain, EXIT_USAGE, type CliIo } from './io';
import { runCli } from './runCli';

const LATEST_NODE = 26;

// Nearly all that is made is kept to the end. The engine's nursery begins with one megabyte and is doubled each time
// that it is full; to copy what lives from one half to the other a dozen times takes as long as to read a large file.
// An engine that no longer knew the flag would complain: no version is told that it was not tried with.
if (Number.parseInt(process.versions.node, 10) <= LATEST_NODE)
  setFlagsFromString('--semi-space-growth-factor=16');

const io: CliIo = {
  cwd: currentFolder(),
  env: process.env,
  platform: process.platform,
  stdout: process.stdout,
  stderr: process.stderr,
};

/** Empty where it was deleted under our feet. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}

// A reader that has seen enough (`wavemark index | head`) is no failure; a full disk is, and is said once.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || process.exitCode === EXIT_USAGE) return;
  const reason = error.code ?? error.message;
  complain(io, `the output could not be written (${reason}); free some space or print elsewhere`);
  process.exitCode = EXIT_USAGE;
});
process.stderr.on('error', () => undefined);

if (io.cwd === '') {
  complain(io, 'the current folder is gone; change to one that exists');
  process.exitCode = EXIT_USAGE;
} else {
  void runCli(process.argv.slice(2), io).then((code) => {
    process.exitCode ??= code;
    // By then a failure to write has been told of.
    setImmediate(leave);
  });
}

/**
 * Ends the process where all has been written. It would end by itself as well, but not before the engine has compiled
 * what it took for worth the while, and given back its memory piece by piece: a tenth of the time that listing 5,000
 * tasks takes. What is still on its way to a pipe is waited for.
 */
function leave(): void {
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}
