import * as vscode from 'vscode';
import {
  declaredAgents,
  KeptPlan,
  planInSteps,
  type IndexReader,
  type Plan,
  type TaskDocument,
} from '../../core';
import { Debouncer, runInSteps } from './schedule';
import type { Settings } from './settings';
import type { LiveIndex } from './workspaceIndex';

/** Uri of one task file, or of a folder with all task files below it, or everything. */
export type PlanScope = { readonly file: string } | { readonly folder: string } | 'workspace';

export interface PlanRequest {
  readonly scope: PlanScope;
  /** Who works at a time; Infinity for as many as there is work for. By default see {@link LivePlans.agents}. */
  readonly agents?: number;
  /** Whether the lengths for other numbers of agents are wanted as well; they take as long as all the rest. */
  readonly whatIf?: boolean;
  /** Finished tasks are planned as well, as if nothing had been done. */
  readonly all?: boolean;
}

/** Plans of the workspace: worked out in slices when first asked for, and kept until a fact changes. */
export interface LivePlans {
  /** Fires, a little later, when plans that were given may no longer be those of the texts. */
  readonly onDidChange: vscode.Event<void>;
  /**
   * The plan of the texts as they are. Waits until all task files are read. Null where the token is cancelled, or no
   * document is in the scope.
   */
  plan(request: PlanRequest, token?: vscode.CancellationToken): Promise<Plan | null>;
  /** The same without any work: null where the plan is not known yet, or no longer true. */
  known(request: PlanRequest): Plan | null;
  /** The number of agents as set, else as many as the waves of the scope declare; null where nothing says it. */
  agents(scope: PlanScope): number | null;
}

/** So many plans are kept: those asked for last. */
const KEPT = 24;
const QUIET_MS = 150;
/** A plan whose texts have changed meanwhile is begun again after a pause. */
const AGAIN_MS = 100;

/** A plan that somebody wants, and has perhaps got. */
interface Entry {
  plan: KeptPlan | null;
  /** Those who wait for it: when none is left, the work stops. */
  waiting: number;
  /** Of the index, when the work failed; -1 where it has not. */
  failed: number;
  running: Promise<void> | null;
}

export class Plans implements LivePlans, vscode.Disposable {
  /** By request, the one asked for last at the end. */
  private readonly entries = new Map<string, Entry>();
  private readonly changes = new vscode.EventEmitter<void>();
  private readonly changedSoon = new Debouncer(() => this.tell(), QUIET_MS);
  private readonly subscriptions: vscode.Disposable[];
  private readonly reader: IndexReader;
  private told: object | null = null;
  private disposed = false;

  readonly onDidChange = this.changes.event;

  constructor(
    private readonly index: LiveIndex,
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.reader = index.reader;
    this.subscriptions = [
      this.changes,
      this.changedSoon,
      index.onDidChange(() => this.changedSoon.trigger()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('wavemark.plan')) this.changes.fire();
      }),
    ];
  }

  agents(scope: PlanScope): number | null {
    return this.settings.agents() ?? declaredAgents(documentsOf(this.reader, scope));
  }

  known(request: PlanRequest): Plan | null {
    return this.entries.get(this.keyOf(request))?.plan?.now() ?? null;
  }

  async plan(request: PlanRequest, token?: vscode.CancellationToken): Promise<Plan | null> {
    while (!this.index.isComplete && !this.isOver(token)) await this.index.whenIdle();
    while (!this.isOver(token)) {
      const documents = documentsOf(this.reader, request.scope);
      if (documents.length === 0) return null;
      const entry = this.entryOf(this.keyOf(request));
      const known = entry.plan?.now();
      if (known) return known;
      if (entry.failed === this.reader.version) return null;
      await this.wait(entry, documents, request, token);
    }
    return null;
  }

  dispose(): void {
    this.disposed = true;
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private isOver(token: vscode.CancellationToken | undefined): boolean {
    return this.disposed || token?.isCancellationRequested === true;
  }

  private keyOf({ scope, agents, whatIf = false, all = false }: PlanRequest): string {
    return JSON.stringify([scope, String(agents ?? this.agents(scope)), whatIf, all]);
  }

  private entryOf(key: string): Entry {
    const entry = this.entries.get(key) ?? { plan: null, waiting: 0, failed: -1, running: null };
    this.entries.delete(key);
    this.entries.set(key, entry);
    for (const [other, { running }] of this.entries) {
      if (this.entries.size <= KEPT) break;
      if (running === null) this.entries.delete(other);
    }
    return entry;
  }

  /** Waits for the work on a plan, which is begun unless it is under way, or for the token. */
  private async wait(
    entry: Entry,
    documents: readonly TaskDocument[],
    request: PlanRequest,
    token: vscode.CancellationToken | undefined,
  ): Promise<void> {
    entry.waiting++;
    entry.running ??= this.make(entry, documents, request)
      .catch((error: unknown) => {
        entry.failed = this.reader.version;
        this.log.error(error instanceof Error ? error : String(error));
      })
      .finally(() => (entry.running = null));
    let cancelled: vscode.Disposable | undefined;
    const gaveUp = new Promise<void>((resolve) => {
      cancelled = token?.onCancellationRequested(() => resolve());
    });
    try {
      await Promise.race([entry.running, gaveUp]);
    } finally {
      cancelled?.dispose();
      entry.waiting--;
    }
  }

  private async make(
    entry: Entry,
    documents: readonly TaskDocument[],
    { scope, agents, whatIf = false, all = false }: PlanRequest,
  ): Promise<void> {
    const { version } = this.reader;
    const isStale = (): boolean => this.disposed || entry.waiting === 0 || this.reader.version !== version;
    const most = agents ?? this.agents(scope) ?? undefined;
    const steps = planInSteps(this.reader, { documents, agents: most, whatIf, all });
    const plan = await runInSteps(steps, isStale);
    if (plan && this.reader.version === version) entry.plan = new KeptPlan(plan, this.reader);
    else await new Promise<void>((resolve) => setTimeout(resolve, AGAIN_MS));
  }

  /** Titles and places change with every key, and no plan with them. */
  private tell(): void {
    void runInSteps(this.reader.readFactsInSteps(), () => this.disposed).then(() => {
      if (this.disposed) return;
      const facts = this.reader.facts();
      if (facts === this.told) return;
      this.told = facts;
      this.changes.fire();
    });
  }
}

/** The documents of a scope, by path. */
export function documentsOf(reader: IndexReader, scope: PlanScope): readonly TaskDocument[] {
  if (scope === 'workspace') return reader.documents();
  if ('file' in scope) {
    const document = reader.document(scope.file);
    return document ? [document] : [];
  }
  const folder = scope.folder.endsWith('/') ? scope.folder : `${scope.folder}/`;
  return reader.documents().filter(({ uri }) => uri.startsWith(folder));
}
