/** Runs inside the extension host: mocha over the test bundles that the runner names. */
import Mocha from 'mocha';

/** Paths of bundles, one a line. */
const files = (process.env['WAVEMARK_TEST_FILES'] ?? '').split('\n').filter((path) => path !== '');

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const grep = process.env['WAVEMARK_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    // A real editor on a loaded machine now and then misses a moment; what is broken fails each time.
    retries: 2,
    reporter: process.env['WAVEMARK_TEST_REPORTER'] ?? 'spec',
    ...(grep ? { grep } : {}),
  });
  for (const file of files) mocha.addFile(file);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
