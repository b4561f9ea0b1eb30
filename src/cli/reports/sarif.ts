/**
 * Problems as a log of the Static Analysis Results Interchange Format, version 2.1.0:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import rulePages from 'wavemark:rule-pages';
import { RULES } from '../../core';
import type {
  Fix,
  IndexReader,
  Problem,
  RelatedPlace,
  RuleMeta,
  Severity,
  TaskDocument,
  TextRange,
} from '../../core';
import type { BaselineReport } from '../baseline';
import { clean } from '../io';
import { VERSION } from '../version';
import type { RepositoryPaths } from './repositoryPaths';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** The name by which places refer to the top of the repository; GitHub and Azure DevOps know it. */
const SOURCE_ROOT = '%SRCROOT%';

/** The way in which fingerprints are computed; to be changed with it. */
const FINGERPRINT = 'wavemark/v1';
const FINGERPRINT_LENGTH = 32;
const MAX_LINE = 2000;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

export interface SarifOptions {
  readonly paths: RepositoryPaths;
  /** Whether everything that was named could be read. */
  readonly complete: boolean;
  readonly baseline: BaselineReport;
}

export function sarifLog(problems: readonly Problem[], index: IndexReader, options: SarifOptions): object {
  const { paths, complete, baseline } = options;
  const results = new Results(index, paths);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Wavemark',
            version: VERSION,
            semanticVersion: VERSION,
            rules: RULES.map(({ meta }) => descriptor(meta)),
          },
        },
        columnKind: 'utf16CodeUnits',
        newlineSequences: ['\r\n', '\n', '\r'],
        originalUriBaseIds: {
          [SOURCE_ROOT]: {
            uri: `${pathToFileURL(paths.top).href.replace(/\/$/, '')}/`,
            description: { text: 'The top of the repository.' },
          },
        },
        invocations: [{ executionSuccessful: complete, toolExecutionNotifications: notifications(baseline) }],
        properties: { baseline: { ref: baseline.ref, commit: baseline.commit } },
        results: problems.map((problem) => results.of(problem)),
      },
    ],
  };
}

/** What could not be compared: nobody may take it for unchanged. */
function notifications({ state, reason, files }: BaselineReport): object[] {
  const whole = state === 'unknown' ? [`The baseline is unknown: ${reason ?? ''}.`] : [];
  const single = files.map((file) => `The baseline of ${file.path} is unknown: ${file.reason}.`);
  return [...whole, ...single].map((text) => ({ level: 'warning', message: { text: message(text) } }));
}

function descriptor({ id, summary, severity }: RuleMeta): object {
  const page = rulePages[id] ?? '';
  const purpose = /^# .*\n+((?:.+\n)+)/.exec(page)?.[1]?.trim() ?? summary;
  return {
    id,
    name: id.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: message(`Finds ${summary}.`) },
    fullDescription: { text: message(purpose) },
    help: { text: message(purpose), markdown: doubleBraces(page) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['tasks', 'markdown', id.slice(0, id.indexOf('/'))],
      precision: 'high',
      'problem.severity': severity === 'error' || severity === 'warning' ? severity : 'recommendation',
    },
  };
}

class Results {
  private readonly rules = new Map(RULES.map(({ meta }, at) => [meta.id, at]));
  /** How often each fingerprint was given, so that equal lines of one file do not become one. */
  private readonly given = new Map<string, number>();
  private read: { readonly document: TaskDocument; readonly text: string } | null = null;

  constructor(
    private readonly index: IndexReader,
    private readonly paths: RepositoryPaths,
  ) {}

  of(problem: Problem): object {
    const { rule, severity, uri, range, task } = problem;
    const ruleIndex = this.rules.get(rule);
    const fixes = problem.fixes.flatMap((fix) => this.fix(fix) ?? []);
    return {
      ruleId: rule,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: LEVELS[severity],
      message: { text: message(problem.message) },
      locations: [{ physicalLocation: this.place(uri, range) }],
      ...(problem.related.length > 0 && {
        relatedLocations: problem.related.map((place, at) => ({
          id: at + 1,
          physicalLocation: place.file ? this.elsewhere(place.file) : this.place(place.uri, place.range),
          message: { text: message(place.message) },
        })),
      }),
      partialFingerprints: { [FINGERPRINT]: this.fingerprint(problem) },
      ...(fixes.length > 0 && { fixes }),
      properties: { severity, task },
    };
  }

  private place(uri: string, range: TextRange): object {
    const document = this.index.document(uri);
    return {
      artifactLocation: this.artifact(document, uri),
      region: document ? region(document, range) : { startLine: 1 },
    };
  }

  /** In a file that is no task file. */
  private elsewhere({ path, start, end }: NonNullable<RelatedPlace['file']>): object {
    return {
      artifactLocation: { uri: uriPath(this.paths.of(path)), uriBaseId: SOURCE_ROOT },
      region: {
        startLine: start.line + 1,
        startColumn: start.column + 1,
        endLine: end.line + 1,
        endColumn: end.column + 1,
      },
    };
  }

  private artifact(document: TaskDocument | undefined, uri: string): object {
    if (!document) return { uri };
    return { uri: uriPath(this.paths.of(document.path)), uriBaseId: SOURCE_ROOT };
  }

  /** Null where a file that it changes is not known. */
  private fix({ title, edits }: Fix): object | null {
    const changes = new Map<TaskDocument, object[]>();
    for (const { uri, range, text } of edits) {
      const document = this.index.document(uri);
      if (!document) return null;
      const replacement = {
        deletedRegion: region(document, range),
        ...(text !== '' && { insertedContent: { text } }),
      };
      const known = changes.get(document);
      if (known) known.push(replacement);
      else changes.set(document, [replacement]);
    }
    if (changes.size === 0) return null;
    return {
      description: { text: message(title) },
      artifactChanges: Array.from(changes, ([document, replacements]) => ({
        artifactLocation: this.artifact(document, document.uri),
        replacements,
      })),
    };
  }

  /** A document may put its text together anew each time that it is asked for it. */
  private textOf(document: TaskDocument): string {
    if (this.read?.document !== document) this.read = { document, text: document.text };
    return this.read.text;
  }

  /** The same after the line has moved: it is made of the rule, the file, the line's words and its turn among equals. */
  private fingerprint({ rule, uri, range }: Problem): string {
    const document = this.index.document(uri);
    const path = this.paths.of(document?.path ?? uri);
    const words = document ? wordsAt(document, this.textOf(document), range.start) : '';
    const hash = createHash('sha256')
      .update(JSON.stringify([rule, path, words]))
      .digest('hex')
      .slice(0, FINGERPRINT_LENGTH);
    const turn = (this.given.get(hash) ?? 0) + 1;
    this.given.set(hash, turn);
    return `${hash}:${String(turn)}`;
  }
}

function region(document: TaskDocument, range: TextRange): object {
  const start = document.positionAt(range.start);
  const end = document.positionAt(range.end);
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}

/** The words of the line that an offset lies in, as many as tell it from others. */
function wordsAt(document: TaskDocument, text: string, offset: number): string {
  const start = document.offsetAt({ line: document.positionAt(offset).line, column: 0 });
  const line = /^[^\r\n]*/.exec(text.slice(start, start + MAX_LINE))?.[0] ?? '';
  return line.trim().replace(/\s+/g, ' ');
}

/** A relative reference: each part of the path is escaped, half a surrogate pair is replaced. */
function uriPath(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/**
 * A text of ours, which may quote a task, as a message string: braces would be placeholders (§3.11.5), and
 * brackets before a parenthesis a link (§3.11.6).
 */
function message(text: string): string {
  return doubleBraces(clean(text).replaceAll('](', '\\]('));
}

function doubleBraces(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}
