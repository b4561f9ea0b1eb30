/** Snapshots as the extension sends them, made by hand. */
import {
  WAVES_LABELS,
  WAVES_PROTOCOL,
  type WavesDocument,
  type WavesGroup,
  type WavesLabels,
  type WavesTask,
  type WavesToPage,
} from '../../src/protocol/waves';

export function task(key: string, more: Partial<WavesTask> = {}): WavesTask {
  return {
    key,
    id: key,
    title: `Title of ${key}`,
    mark: 'todo',
    status: 'to do',
    finished: false,
    effort: '',
    waitsFor: '',
    line: 1,
    ...more,
  };
}

export function wave(title: string, tasks: readonly WavesTask[], omitted = 0): WavesGroup {
  const progress = { progress: `0/${tasks.length}`, progressSpoken: 'none finished', share: 0 };
  return { id: title, title, ...progress, effort: '≥ 2 h', effortNote: '1 without', tasks, omitted };
}

export function document(path: string, ...waves: readonly WavesGroup[]): WavesDocument {
  return { uri: `file:///root/${path}`, path, waves };
}

export function snapshot(documents: readonly WavesDocument[], more: Partial<WavesToPage> = {}): WavesToPage {
  const labels = Object.fromEntries(WAVES_LABELS.map((name) => [name, name])) as WavesLabels;
  return {
    type: 'snapshot',
    version: WAVES_PROTOCOL,
    scope: null,
    face: documents.length > 0 ? 'waves' : 'empty',
    documents,
    labels: { ...labels, shown: '{0} of {1} tasks', lineOf: 'line {0}', notListed: '{0} more' },
    ...more,
  };
}
