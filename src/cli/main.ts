import { complain, EXIT_USAGE, type CliIo } from './io';
import { runCli } from './runCli';

const io: CliIo = {
  cwd: process.cwd(),
  env: process.env,
  platform: process.platform,
  stdout: process.stdout,
  stderr: process.stderr,
};

/** A reader that has seen enough (`wavemark index | head`) is no failure; a full disk is. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  complain(
    io,
    `the output could not be written (${error.code ?? error.message}); free some space or print elsewhere`,
  );
  process.exitCode = EXIT_USAGE;
});
process.stderr.on('error', () => undefined);

void runCli(process.argv.slice(2), io).then((code) => {
  // Not process.exit: what is still on its way to a pipe would be lost.
  process.exitCode ??= code;
});
