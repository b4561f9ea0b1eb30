import * as vscode from 'vscode';
import { missedIds, type IndexReader, type Problem, type Severity, type TaskDocument } from '../../core';
import type { Ledgers } from '../adapter/ledgers';
import { toRange, toUri } from '../adapter/places';
import { Debouncer, runInSteps, Slices } from '../adapter/schedule';
import type { Settings } from '../adapter/settings';
import type { LiveIndex } from '../adapter/workspaceIndex';
import type { LiveTexts } from '../adapter/workspaceTexts';
import { ruleDoc } from './ruleDocs';

export const SOURCE = 'wavemark';

const QUIET_MS = 250;
/** Other text files matter seldom, and change by the thousand. */
const TEXTS_QUIET_MS = 1_000;
/** The editor takes 1,000 for a file and drops the rest without a word. */
const MAX_PER_FILE = 999;

const SEVERITY: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Shows the problems of all task files. */
export class Diagnostics implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection(SOURCE);
  /** What was shown last for a document, so that only differences are sent. */
  private readonly signatures = new Map<string, string>();
  private readonly changed = new Set<string>();
  private readonly publishSoon = new Debouncer(() => void this.publish(), QUIET_MS);
  /** Where nothing is missed, no text file can make or mend a problem. */
  private readonly textsSettled = new Debouncer(() => {
    if (missedIds(this.index.reader).length > 0) this.publishSoon.trigger();
  }, TEXTS_QUIET_MS);
  private readonly subscriptions: vscode.Disposable[];
  private running = false;
  private disposed = false;

  constructor(
    private readonly index: LiveIndex,
    texts: LiveTexts,
    ledgers: Ledgers,
    private readonly settings: Settings,
    private readonly extensionUri: vscode.Uri,
  ) {
    this.subscriptions = [
      this.shown,
      this.publishSoon,
      this.textsSettled,
      texts.onDidChange(() => this.textsSettled.trigger()),
      ledgers.onDidChange(() => this.publishSoon.trigger()),
      index.onDidChange((uris) => {
        for (const uri of uris) this.changed.add(uri);
        this.publishSoon.trigger();
      }),
      index.onDidChangeBusy((busy) => {
        if (!busy) this.publishSoon.trigger();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('wavemark')) this.publishSoon.trigger();
      }),
    ];
    this.publishSoon.trigger();
  }

  dispose(): void {
    this.disposed = true;
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** A change in one document can make or mend a problem in another: all are compared, the changed ones first. */
  private async publish(): Promise<void> {
    // Half of the files would show problems that the other half resolves.
    if (!this.index.isComplete) return;
    if (this.running) {
      this.publishSoon.trigger();
      return;
    }
    this.running = true;
    try {
      const { reader } = this.index;
      const slices = new Slices();
      const changed = [...this.changed];
      this.changed.clear();
      for (const uri of new Set([
        ...changed,
        ...this.signatures.keys(),
        ...reader.documents().map((d) => d.uri),
      ])) {
        await slices.breathe();
        await runInSteps(reader.readBaselineInSteps(uri), () => this.disposed);
        // A text that changes meanwhile is looked at again, soon.
        const version = reader.version;
        const isStale = (): boolean => this.disposed || reader.version !== version;
        const problems = await runInSteps(reader.problemsInSteps(uri), isStale);
        if (this.disposed) return;
        if (problems === null) {
          this.changed.add(uri);
          this.publishSoon.trigger();
        } else this.publishOne(reader, uri, problems);
      }
    } finally {
      this.running = false;
    }
  }

  private publishOne(reader: IndexReader, uri: string, problems: readonly Problem[]): void {
    const document = reader.document(uri);
    const diagnostics = document ? this.of(reader, document, problems) : [];
    const signature = diagnostics.length === 0 ? '' : JSON.stringify(diagnostics);
    if ((this.signatures.get(uri) ?? '') === signature) return;
    if (signature === '') this.signatures.delete(uri);
    else this.signatures.set(uri, signature);
    this.shown.set(vscode.Uri.parse(uri, true), diagnostics);
  }

  private of(reader: IndexReader, document: TaskDocument, problems: readonly Problem[]): vscode.Diagnostic[] {
    const uri = toUri(document);
    if (!this.settings.isOn('diagnostics.enabled', uri)) return [];
    const wanted: vscode.Diagnostic[] = [];
    let left = 0;
    for (const problem of problems) {
      const severity = effectiveSeverity(this.settings, problem, uri);
      if (severity === 'off') continue;
      if (wanted.length < MAX_PER_FILE) wanted.push(this.toDiagnostic(reader, document, problem, severity));
      else left++;
    }
    if (left > 0) wanted.push(moreDiagnostic(left));
    return wanted;
  }

  private toDiagnostic(
    reader: IndexReader,
    document: TaskDocument,
    problem: Problem,
    severity: Severity,
  ): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(
      toRange(document, problem.range),
      problem.message,
      SEVERITY[severity],
    );
    diagnostic.source = SOURCE;
    diagnostic.code = { value: problem.rule, target: ruleDoc(this.extensionUri, problem.rule) };
    diagnostic.relatedInformation = problem.related.flatMap(({ uri, range, message, file }) => {
      const other = reader.document(uri);
      const place = other
        ? toRange(other, range)
        : file && new vscode.Range(file.start.line, file.start.column, file.end.line, file.end.column);
      if (!place) return [];
      const location = new vscode.Location(vscode.Uri.parse(uri, true), place);
      return [new vscode.DiagnosticRelatedInformation(location, message)];
    });
    return diagnostic;
  }
}

export function effectiveSeverity(settings: Settings, problem: Problem, uri: vscode.Uri): Severity | 'off' {
  const setting = settings.rule(problem.rule, uri);
  return setting === 'default' ? problem.severity : setting;
}

function moreDiagnostic(left: number): vscode.Diagnostic {
  const message = vscode.l10n.t('{0} more problems in this file are not shown.', left);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    message,
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = SOURCE;
  return diagnostic;
}
