import { complain, EXIT_USAGE, type CliIo } from './io';
import { runCli } from './runCli';

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
    // Not process.exit: what is still on its way to a pipe would be lost.
    process.exitCode ??= code;
  });
}
