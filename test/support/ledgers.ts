/** A workspace in memory in which items are collapsed and expanded: task files in an index, all other files as texts. */
import assert from 'node:assert/strict';
import {
  applyEdits,
  collapseItems,
  editsByUri,
  expandItems,
  filesOfCollapse,
  filesOfExpand,
  TaskIndex,
  type LedgerFile,
  type Refusal,
  type Task,
  type TwoPhasePlan,
} from '../../src/core';
import { uriOf } from './edits';

export type Texts = Readonly<Record<string, string>>;

const TASK_FILE = /(?:^|\/)(?:TODO|BACKLOG|TASKS)\.md$/;

export class Folder {
  readonly index = new TaskIndex();
  readonly texts: Map<string, string>;

  constructor(
    texts: Texts,
    private readonly ledger = '',
    /** Whether the index takes new texts as changes of the old ones. */
    private readonly incremental = true,
  ) {
    this.texts = new Map(Object.entries(texts));
    for (const [path, text] of this.texts) if (TASK_FILE.test(path)) this.index.set(uriOf(path), path, text);
    this.index.files.set(this.texts.keys(), {});
  }

  text(path: string): string {
    return this.texts.get(path) ?? assert.fail(`there is a file ${path}`);
  }

  get all(): Texts {
    return Object.fromEntries(this.texts);
  }

  tasks(...keys: string[]): Task[] {
    return keys.map((key) => this.index.byKey(key) ?? assert.fail(`there is a task ${key}`));
  }

  private files(paths: readonly string[]): ReadonlyMap<string, LedgerFile> {
    return new Map(paths.map((path) => [path, { uri: uriOf(path), text: this.texts.get(path) ?? null }]));
  }

  plan(tasks: readonly Task[], wanted = true): ReturnType<typeof collapseItems> {
    const { index } = this;
    const ledger = (): string => this.ledger;
    return collapseItems(index, tasks, {
      ledger,
      files: this.files(filesOfCollapse(index, tasks, ledger, wanted)),
      wanted,
    });
  }

  /** The sentence of the refusal, or the empty string. */
  collapse(...keys: string[]): string {
    return this.apply(this.plan(this.tasks(...keys)));
  }

  planBack(tasks: readonly Task[]): ReturnType<typeof expandItems> {
    const { index } = this;
    const ledger = (): string => this.ledger;
    return expandItems(index, tasks, { ledger, files: this.files(filesOfExpand(index, tasks, ledger)) });
  }

  expand(...keys: string[]): string {
    return this.apply(this.planBack(this.tasks(...keys)));
  }

  /** As a shell does it; each file in turn, so that the index is as it is after each. */
  apply(plan: TwoPhasePlan | Refusal, uris?: (uri: string) => boolean): string {
    if (plan.kind === 'refused') return plan.reason;
    for (const { uri, path, text } of plan.created) {
      if (uris && !uris(uri)) continue;
      assert.ok(!this.texts.has(path));
      this.texts.set(path, text);
    }
    for (const [uri, edits] of editsByUri(plan.edits)) {
      if (uris && !uris(uri)) continue;
      const path = uri.slice(uriOf('').length);
      const applied = applyEdits(this.text(path), edits);
      assert.ok('text' in applied, 'fault' in applied ? applied.fault : '');
      this.texts.set(path, applied.text);
      if (!this.index.document(uri)) continue;
      if (!this.incremental) this.index.delete(uri);
      this.index.set(uri, path, applied.text);
    }
    this.index.files.set(this.texts.keys(), {});
    return '';
  }
}
