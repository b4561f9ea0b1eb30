/** How files are named that hold one record each: a decision, a request for comments, a proposal. */

/** `ADR-017`: its prefix in lower case, and its number. */
export interface RecordId {
  readonly prefix: string;
  readonly number: number;
}

const RECORD_ID = /^([A-Za-z]{2,12})[-_ ]?#?(\d{1,6})$/;

/** The record that a pointer names by id, or null. */
export function recordIdOf(pointer: string): RecordId | null {
  const [, prefix, digits] = RECORD_ID.exec(pointer) ?? [];
  return prefix === undefined ? null : { prefix: prefix.toLowerCase(), number: Number(digits) };
}

const EXTENSION = /\.(?:md|markdown|mdx|adoc|asciidoc|rst|txt|org)$/i;

/** Prefixes of records of decisions, which live in folders of many names. */
const DECISION = new Set(['adr', 'madr', 'ladr', 'adl', 'dr', 'dec', 'tdr', 'pdr', 'ddr', 'decision']);
const DECISION_FOLDER =
  /^(?:adl|(?:architect(?:ure|ural)-)?decisions?(?:-(?:records?|logs?))?|(?:tech(?:nical)?|design|product)-decisions?)$/;

/** Whether a path can be that of a record: text, with a number in its name or in that of its folder. */
export function mayBeRecord(path: string): boolean {
  return EXTENSION.test(path) && /\d/.test(lastTwo(path));
}

/** The last two segments: the name of a file and of its folder. */
export function lastTwo(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? path : path.slice(path.lastIndexOf('/', slash - 1) + 1);
}

/** The number of the record of that prefix which a path holds, or null: `docs/adr/0017-logs.md` holds ADR 17. */
export function recordNumberIn(path: string, prefix: string): number | null {
  const segments = path.toLowerCase().replace(EXTENSION, '').split('/');
  let name = segments.pop() ?? '';
  // `docs/adr/0017-logs/README.md`
  if (/^(?:readme|index)$/.test(name)) name = segments.pop() ?? '';
  const [, named] = name.match(`(?:^|[^a-z0-9])${prefix}[-_ .]?(\\d{1,6})(?![0-9])`) ?? [];
  if (named !== undefined) return Number(named);
  const leading = /^(\d{1,6})(?![0-9]|[.]\d|-\d\d-\d\d(?!\d))/.exec(name)?.[1];
  if (leading === undefined) return null;
  return segments.slice(-3).some((folder) => isFolderOf(folder, prefix)) ? Number(leading) : null;
}

function isFolderOf(folder: string, prefix: string): boolean {
  const name = folder.replace(/[ _]/g, '-');
  if (name === prefix || name === `${prefix}s`) return true;
  return DECISION.has(prefix) && (/^(?:m|l)?adrs?$/.test(name) || DECISION_FOLDER.test(name));
}

/** Whether one file by that name holds all records of the prefix: `docs/DECISIONS.md`, `adr.md`, `rfcs.md`. */
export function holdsAllRecords(path: string, prefix: string): boolean {
  const slash = path.lastIndexOf('/');
  const name = path
    .slice(slash + 1)
    .toLowerCase()
    .replace(EXTENSION, '')
    .replace(/[ _]/g, '-');
  return isFolderOf(name, prefix) || name === 'ledger' || name === `${prefix}-log`;
}
