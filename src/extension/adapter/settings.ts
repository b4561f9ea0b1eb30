import * as vscode from 'vscode';
import { readTrackerSettings, SEVERITIES, type Severity, type TrackerSetting } from '../../core';

/** A rule's severity as set: `default` leaves it to the rule. */
export type RuleSetting = Severity | 'off' | 'default';

const RULE_SETTINGS: readonly string[] = [...SEVERITIES, 'off', 'default'];
const MAX_CITING_FILE_SIZE_MB = { default: 1, least: 0.1, most: 50 };
const MAX_CITING_FILES = { default: 100_000, least: 100, most: 1_000_000 };
const PLAN_AGENTS = { default: 0, least: 0, most: 1_000 };
const MAX_FILE_SIZE_MB = { default: 20, least: 1, most: 50 };

/** Reads settings, and answers with the default where a value has the wrong type: settings are input too. */
export class Settings {
  private readonly complained = new Set<string>();

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Globs of further task files; those that begin with `!` name files that are none. */
  files(scope: vscode.ConfigurationScope | undefined): readonly string[] {
    return this.read('files', scope, isTexts, []);
  }

  exclude(scope: vscode.ConfigurationScope | undefined): readonly string[] {
    return this.read('exclude', scope, isTexts, []);
  }

  /** JSON files that keep the status of tasks; what of the setting cannot be used is left out. */
  trackers(scope: vscode.ConfigurationScope | undefined): readonly TrackerSetting[] {
    const value = this.read('trackers', scope, isAnything, []);
    const { trackers, faults } = readTrackerSettings(value);
    for (const fault of faults) this.complainOnce(fault, `${fault}.`);
    return trackers;
  }

  /** Globs of the files that hold a record each; empty for the usual places. */
  records(): readonly string[] {
    return this.read('records', undefined, isTexts, []);
  }

  /** Where the texts of collapsed items are kept. */
  ledger(scope: vscode.ConfigurationScope | undefined): string {
    return this.read('ledger', scope, isText, '');
  }

  /** Bytes. */
  maxFileSize(): number {
    return this.number('maxFileSize', MAX_FILE_SIZE_MB) * 1024 * 1024;
  }

  /** Bytes of a text file that is no task file. */
  maxCitingFileSize(): number {
    return this.number('citations.maxFileSize', MAX_CITING_FILE_SIZE_MB) * 1024 * 1024;
  }

  maxCitingFiles(): number {
    return this.number('citations.maxFiles', MAX_CITING_FILES);
  }

  /** How many work at a time, where the waves are not to say it; null where that is not set. */
  agents(): number | null {
    const agents = Math.floor(this.number('plan.agents', PLAN_AGENTS));
    return agents === 0 ? null : agents;
  }

  /** Words, besides the built-in ones, that make a number behind them a citation. */
  citationWords(): readonly string[] {
    return this.read('citationWords', undefined, isTexts, []);
  }

  isOn(
    name:
      | 'citations.enabled'
      | 'codeLens.enabled'
      | 'codeLens.status'
      | 'inlayHints.enabled'
      | 'completion.enabled'
      | 'edits.summaries'
      | 'hover.enabled'
      | 'links.enabled'
      | 'diagnostics.enabled'
      | 'symbols.outline'
      | 'tree.badge'
      | 'tree.checkboxes'
      | 'tree.followCursor',
    scope?: vscode.ConfigurationScope,
  ): boolean {
    return this.read(name, scope, isBoolean, name !== 'tree.followCursor' && name !== 'inlayHints.enabled');
  }

  /** A ref, `HEAD` where nothing is set, or `none`. */
  baseline(scope: vscode.ConfigurationScope | undefined): string {
    return this.read('baseline', scope, isText, 'HEAD').trim();
  }

  private number(
    name: string,
    {
      default: fallback,
      least,
      most,
    }: { readonly default: number; readonly least: number; readonly most: number },
  ): number {
    return Math.min(most, Math.max(least, this.read(name, undefined, isFiniteNumber, fallback)));
  }

  rule(rule: string, scope: vscode.ConfigurationScope | undefined): RuleSetting {
    return this.read(`rules.${rule}`, scope, isRuleSetting, 'default');
  }

  private read<T>(
    name: string,
    scope: vscode.ConfigurationScope | undefined,
    isValid: (value: unknown) => value is T,
    fallback: T,
  ): T {
    const value: unknown = vscode.workspace.getConfiguration('wavemark', scope).get(name);
    if (value === undefined) return fallback;
    if (isValid(value)) return value;
    this.complainOnce(
      name,
      `The setting wavemark.${name} has a value of the wrong kind; its default is used.`,
    );
    return fallback;
  }

  private complainOnce(about: string, sentence: string): void {
    if (this.complained.has(about)) return;
    this.complained.add(about);
    this.log.warn(sentence);
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isAnything(value: unknown): value is unknown {
  return value !== undefined;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isRuleSetting(value: unknown): value is RuleSetting {
  return typeof value === 'string' && RULE_SETTINGS.includes(value);
}
