import type { IndexReader } from '../../src/core/index';

/** Everything that an index says, as plain data, so that two can be compared. */
export function snapshot(index: IndexReader): unknown {
  return index.documents().map((document) => ({
    path: document.path,
    forms: document.forms,
    lines: document.lineCount,
    tasks: document.tasks.map((task) => ({
      key: task.key,
      id: task.id,
      idKind: task.idKind,
      kind: task.kind,
      title: task.title,
      line: task.line,
      endLine: task.endLine,
      parent: task.parent?.key ?? null,
      section: task.section,
      status: task.status,
      marker: task.marker,
      priority: task.priority,
      effort: task.effortHours,
      dependsOn: task.dependsOn,
      wave: task.wave,
      criteria: task.criteria,
      decision: task.decision,
      idRange: task.idRange,
      titleRange: task.titleRange,
      markerRange: task.markerRange,
    })),
    duplicates: document.duplicates.map((group) => group.map((task) => task.line)),
    unknownMarkers: document.unknownMarkers.map((task) => task.line),
    strayFences: document.strayFences,
    explain: document.explain(),
    problems: index.problems(document.uri),
  }));
}
