import { fileSkipped } from './fileSkipped';
import { idDuplicate } from './idDuplicate';
import type { Rule } from './rule';
import { statusUnknownMarker } from './statusUnknownMarker';
import { structureStrayFence } from './structureStrayFence';

/** Every rule. Each has its page in docs/rules and its fixtures in test/fixtures; a test compares them. */
export const RULES: readonly Rule[] = [idDuplicate, statusUnknownMarker, structureStrayFence, fileSkipped];
