import { decisionNotCollapsed } from './decisionNotCollapsed';
import { dependencySelf } from './dependencySelf';
import { dependencyUnknown } from './dependencyUnknown';
import { dependencyCycle } from './dependencyCycle';
import { dependencyUnfinished } from './dependencyUnfinished';
import { dependencyClaim } from './dependencyClaim';
import { fileSkipped } from './fileSkipped';
import { idDuplicate } from './idDuplicate';
import { idLookalike } from './idLookalike';
import { idRenderedNumber } from './idRenderedNumber';
import { idRemoved } from './idRemoved';
import { idRenumbered } from './idRenumbered';
import { idReused } from './idReused';
import { referenceRecord } from './referenceRecord';
import { referenceUnknown } from './referenceUnknown';
import type { Rule } from './rule';
import { statusUnknownMarker } from './statusUnknownMarker';
import { structureStrayFence } from './structureStrayFence';
import { trackerStatus } from './trackerStatus';
import { trackerUnknown } from './trackerUnknown';
import { waveOrder } from './waveOrder';
import { waveDuration } from './waveDuration';
import { statusParent } from './statusParent';
import { waveMembership } from './waveMembership';
import { summaryDrift } from './summaryDrift';

/** Every rule. Each has its page in docs/rules and its fixtures in test/fixtures; a test compares them. */
export const RULES: readonly Rule[] = [
  idDuplicate,
  idRenderedNumber,
  idRenumbered,
  idReused,
  idRemoved,
  idLookalike,
  statusUnknownMarker,
  structureStrayFence,
  referenceUnknown,
  referenceRecord,
  dependencySelf,
  dependencyUnknown,
  dependencyCycle,
  waveOrder,
  waveDuration,
  dependencyUnfinished,
  statusParent,
  dependencyClaim,
  waveMembership,
  decisionNotCollapsed,
  summaryDrift,
  trackerUnknown,
  trackerStatus,
  fileSkipped,
];

/** Those about how a file is written rather than about what it says. */
export const RULES_OF_FORM: readonly Rule[] = RULES.filter(({ meta }) => meta.ofForm);

/** Everything that the rules ask of each part of a document, and of all of them together. */
export const QUESTIONS = {
  derived: RULES.flatMap(({ asks }) => asks?.derived ?? []),
  found: RULES.flatMap(({ asks }) => asks?.found ?? []),
  mentions: RULES.flatMap(({ asks }) => asks?.mentions ?? []),
  ofAll: RULES.flatMap(({ asks }) => asks?.ofAll ?? []),
} as const;
