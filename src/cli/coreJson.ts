/** The published JSON of the core, in one place until the core's entry exports it. */
// eslint-disable-next-line no-restricted-imports
export { indexJsonParts, taskJson } from '../core/features/indexJson';
// eslint-disable-next-line no-restricted-imports
export { checkJson, problemJson, summarize, type ProblemJson } from '../core/features/problemJson';
