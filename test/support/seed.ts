/**
 * Property tests run from the same seed each time, so that what has passed passes again. WAVEMARK_SEED is another
 * number, or `random` to look for what no run has met yet; a failure says the seed that it was found with.
 * Part of every test bundle.
 */
import fc from 'fast-check';

const SEED = 20_261_120;
const wanted = process.env['WAVEMARK_SEED'];
if (wanted !== 'random') fc.configureGlobal({ seed: wanted === undefined ? SEED : Number(wanted) });
