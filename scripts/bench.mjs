/** `npm run bench`: builds the benchmarks and the command line, fetches what they are held against, measures. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { cacheDir, root } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';
import { Failure, runMain, say } from './lib/report.mjs';
import { backlogBinary, ripgrepBinary } from './bench/peers.mjs';

const groups =
  'A, B1, B10, variants, keystroke, alignment, toggles, growth, hostile, discovery, cold, citations, gantt, plan, thread';

const usage = `npm run bench -- [--quick] [--only NAME]… [--json FILE] [--profile FOLDER]
  --quick     fewer repetitions, for a first look
  --only      one group of rows: ${groups}
  --json      every single measurement, for comparing runs
  --profile   a CPU profile of each group`;

/** Entries of test/bench that are programs of their own. */
const programs = ['main', 'group', 'memory', 'stretches'];

function options() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.filter((name) => !groups.split(', ').includes(name));
  if (unknown.length > 0) throw new Failure(`unknown group ${unknown.join(', ')}\n${usage}`);
  return values;
}

/** @param {string} outdir @returns {Promise<string | null>} the command line, where there is one */
async function buildInto(outdir) {
  // Both of these need the packages, which may have been installed just now.
  const { build } = await import('esbuild');
  const { hasSources, productBundles, testBundles } = await import('./lib/bundles.mjs');
  await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'linked',
    logLevel: 'silent',
    legalComments: 'none',
    entryPoints: programs.map((name) => `test/bench/${name}.ts`),
    outdir,
  });
  const { cli, webview } = await productBundles({ production: true });
  const { ganttHost } = await testBundles();
  const pages = { ...webview, outdir: join(outdir, 'gantt'), logLevel: /** @type {const} */ ('silent') };
  await build(pages);
  await build({ ...ganttHost, outfile: join(outdir, 'gantt', 'host.js'), logLevel: 'silent' });
  if (!cli || !hasSources(cli)) return null;
  const outfile = join(outdir, 'cli.js');
  await build({ ...cli, outfile, logLevel: 'silent' });
  return outfile;
}

/** The corpora of other versions of their generators are removed. */
async function corporaFolder() {
  const hash = createHash('sha256');
  for (const name of ['words', 'random', 'generate', 'documentation', 'corpora']) {
    hash.update(await readFile(join(root, `test/bench/${name}.ts`)));
  }
  const all = join(cacheDir, 'bench', 'corpora');
  const name = hash.digest('hex').slice(0, 12);
  await mkdir(join(all, name), { recursive: true });
  for (const other of await readdir(all)) {
    if (other !== name) await rm(join(all, other), { recursive: true, force: true });
  }
  return join(all, name);
}

await runMain(async () => {
  const { quick, only, json, profile, help } = options();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  await ensureDependencies();
  const build = join(root, 'dist', 'bench');
  const cli = await buildInto(build).catch((error) => {
    throw new Failure(`what is to be measured cannot be built: ${error.message}`);
  });
  const cache = await corporaFolder();
  if (!existsSync(join(cache, 'tree')))
    say('The first run writes its corpora to the cache folder, about 100 MB.');
  const request = {
    cache,
    build,
    quick,
    only,
    cli,
    ripgrep: await ripgrepBinary(),
    backlog: await backlogBinary(),
    json: json === undefined ? null : resolve(json),
    profile: profile === undefined ? null : resolve(profile),
  };
  const { code } = await run(process.execPath, [join(build, 'main.js'), JSON.stringify(request)], {
    cwd: root,
  });
  return code;
});
