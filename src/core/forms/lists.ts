import { isRecordId } from '../identity/idSyntax';
import { isBoard } from '../index/strength';
import type { SectionContext } from '../index/stretch';
import type { FieldReader } from '../parse/fields';
import type { TitleClassifier } from '../parse/labels';
import type { Label, ListReading, ListVerdict } from '../parse/reading';
import {
  classOfSection,
  isBucketTitle,
  isContainerTitle,
  normalizeTitle,
  type SectionClass,
} from '../words/sectionWords';
import { areEstimated, areGroups, explainsGlyphs, isGlyphList, isGroup, isOpen } from './listTraits';
import { NodeFlag, type TaskNode } from './taskNode';

/** What a document as a whole says about weak candidates: plain bullets, plain numbers, rows. */
export interface Weighing {
  /** Whether an id that only a series makes certain is one here. */
  accepts(node: TaskNode): boolean;
  /** Whether a list's label comes back so often in the document that it belongs to a template. */
  isTemplate(label: string): boolean;
  /** Whether a stronger form declares the id, so that a list that names it only cites it. */
  declares(id: string): boolean;
  /** No checkbox, heading or row is a task: plain lists may be. */
  readonly plainLists: boolean;
  /** Headings or checkboxes are tasks, or the document is one: lists that announce next steps mostly restate them. */
  readonly boxes: boolean;
  readonly bullets: boolean;
  readonly numbers: boolean;
  /** Whether name or title say that the document holds tasks. */
  readonly taskDocument: boolean;
  /** Whether name or title say that the document holds a plan. */
  readonly planDocument: boolean;
  /** Heading levels of kanban columns that hold strong tasks, as bits. */
  readonly columns: number;
  /** Statuses stated by headings (see `isBoard`). */
  readonly boards: number;
  /** A list has empty boxes drawn as glyphs. */
  readonly emptyBoxes: boolean;
}

export interface Vocabulary {
  readonly fields: FieldReader;
  readonly titles: TitleClassifier;
}

const HALF = 0.5;
const QUARTER = 0.25;
const MOST = 0.7;
/** So much of an item says whether it names a phase. */
const LONGEST_NAME = 40;
/**
 * "[Goals](#goals)", an entry of a table of contents; "/home/ann/list", "`https://…`" or "plan.png: /home/ann/plan.png":
 * where something is.
 */
const PLACE =
  /^(?:\[[^\]\n]*\]\(#[^)\n]*\)|(?:[^\s:]{1,60}:\s+)?`?(?:https?:\/\/|~?\.{0,2}\/|[A-Za-z]:\\)[^\s`]+`?)\s*$/;
const DEFINITION = /^`[^`\n]+`\s*(?:[—–:=]|-\s)/;

/** The class that the list's own label gives it, or null. */
export function classOfLabel(label: Label | null, words: Vocabulary): SectionClass | null {
  if (!label) return null;
  const field = words.fields.kindOfLabel(label.title);
  if (field === 'criteria') return 'criteria';
  if (field === 'tasks') return 'tasks';
  const found = words.titles.describe(label.title).sectionClass;
  if (found) return found;
  return field === null ? null : 'prose';
}

/** What label, enclosing item and section together say of a list. */
export function classOfList(
  list: ListReading,
  context: SectionContext | null,
  words: Vocabulary,
): SectionClass | null {
  const own = classOfLabel(list.label, words);
  if (own) return own;
  if (list.within) {
    const outer = list.within.list?.verdict;
    if (outer === 'criteria' || outer === 'legend' || outer === 'example') return outer;
    if (outer !== 'groups') return null;
  }
  return context?.sectionClass ?? null;
}

/** Lists with checkboxes: the author ticks them off, so they are tasks unless something says otherwise. */
export function verdictOnBoxes(
  list: ListReading,
  sectionClass: SectionClass | null,
  isHeadingId: (id: string) => boolean,
): ListVerdict {
  if (sectionClass === 'criteria' || sectionClass === 'legend' || sectionClass === 'example')
    return sectionClass;
  // A checklist of the tasks that headings declare restates them.
  const cited = list.items.filter((item) => item.idText !== null && isHeadingId(item.idText)).length;
  return cited > list.items.length * HALF ? 'citations' : 'checkboxes';
}

/** Whether an item without a box in a list of boxes is a task like its siblings. */
export function isTaskAmongBoxes(node: TaskNode): boolean {
  if (node.has(NodeFlag.IsField)) return false;
  return node.has(NodeFlag.Glyph) || (node.idText !== null && node.has(NodeFlag.StrongId));
}

function areContainers(items: readonly TaskNode[], words: Vocabulary): boolean {
  const titled = items.filter((item) => {
    const start = Math.min(item.leadStart, item.afterId);
    return words.titles.describe(item.textOf(start, Math.min(item.textEnd, start + LONGEST_NAME))).container;
  });
  return titled.length > items.length * MOST;
}

/** Lists without a checkbox, weighed against the rest of the document. */
export function verdictOnPlain(
  list: ListReading,
  sectionClass: SectionClass | null,
  context: SectionContext | null,
  words: Vocabulary,
  weighing: Weighing,
): ListVerdict {
  if (sectionClass === 'criteria' || sectionClass === 'legend' || sectionClass === 'example')
    return sectionClass;
  const { items } = list;
  const total = items.length;
  const withId = items.filter((item) => hasOwnId(item, weighing));
  if (withId.length >= Math.max(total === 2 && list.within ? 2 : 1, total * HALF)) {
    const cited = withId.filter((item) => weighing.declares(item.idText ?? ''));
    if (cited.length === withId.length || cited.length > total * HALF) return 'citations';
    // Lists that order or comment on tasks name them; they declare them only where nothing else does.
    if (sectionClass === 'prose' || (sectionClass === 'plan' && !weighing.plainLists)) return sectionClass;
    return list.within && !list.within.taken ? 'details' : 'ids';
  }
  if (list.within) {
    if (list.within.taken && list.within.kind === 'numbered' && list.ordered) return 'only-form';
    if (list.within.list?.verdict !== 'groups' || !isGroup(list.within)) return 'details';
  } else if (items.some(isGroup) && areGroups(items)) return 'groups';
  const fields = items.filter((item) => item.has(NodeFlag.IsField) || item.has(NodeFlag.Outline)).length;
  if (fields > total * HALF) return 'fields';
  if (sectionClass === 'plan') return 'plan';
  const places = items.filter((item) => PLACE.test(item.textOf(item.textStart, item.textEnd))).length;
  if (places > total * HALF) return 'prose';
  if (weighing.taskDocument && sectionClass !== 'prose') {
    // A struck item or a status word is what becomes of tasks, in whatever company.
    const struck = items.filter((item) => item.has(NodeFlag.Struck)).length;
    const stated = items.filter((item) => item.has(NodeFlag.Struck) || item.details.statusWord).length;
    if (stated >= 2 && stated >= total * (struck > 0 ? QUARTER : HALF)) return 'statuses';
  }
  if (items[0]?.has(NodeFlag.Glyph) === true && explainsGlyphs(items)) return 'legend';
  if (sectionClass !== 'prose' && isGlyphList(items, weighing.emptyBoxes)) {
    // "- ✅ **Phase 1:** Set-up" sums up the phase that has its boxes below.
    return weighing.boxes && areContainers(items, words) ? 'citations' : 'statuses';
  }
  const mayDivide = weighing.plainLists || context?.owner?.kind === 'document';
  if (sectionClass !== 'prose' && mayDivide && areEstimated(items)) return 'estimates';
  if (isColumn(context, weighing) && sectionClass !== 'prose') return 'task-section';
  if (sectionClass !== 'prose' && !list.ordered && list.label === null && isInBoard(context, weighing))
    return 'task-section';
  if (sectionClass === 'prose') return 'prose';
  if (!weighing.plainLists) {
    // Boxes for what is under way, bullets for what may come: "## Ideas", "## Later".
    const isBucket = context !== null && (isBucketTitle(context.title) || isOpen(context.ownStatus));
    if (isBucket && !list.ordered && list.label === null && weighing.taskDocument && !context.owner)
      return 'task-section';
    const said = sectionClass === 'tasks' && isAnnounced(list, context);
    if (said && !weighing.boxes && weighing.taskDocument && !context?.owner) return 'task-section';
    return context?.owner ? 'details' : 'stronger-form';
  }
  // "Before you begin, read:" leads in to a list that says something of the text around it; and labels that
  // come back under heading after heading are a template: their lists describe what the headings name.
  const label = list.label;
  if (label && sectionClass !== 'tasks' && (label.leadIn || weighing.isTemplate(label.title)))
    return 'details';
  // What a label announces is described; what stands right below "Phase 2" is its work.
  const isPhase =
    label === null &&
    weighing.planDocument &&
    context !== null &&
    isContainerTitle(normalizeTitle(context.title));
  if (!weighing.taskDocument && !isPhase && sectionClass !== 'tasks') return 'no-evidence';
  const isOfOtherKind = list.ordered ? !weighing.numbers : !weighing.bullets;
  if (isOfOtherKind && !(label && isAnnounced(list, context))) return 'other-form';
  // "- `src/` — the sources": names and what they stand for.
  const defined = items.filter((item) =>
    DEFINITION.test(item.textOf(item.textStart, Math.min(item.textEnd, item.textStart + 120))),
  ).length;
  if (defined > total * MOST) return 'prose';
  return 'only-form';
}

export function isTaken(verdict: ListVerdict): boolean {
  return (
    verdict === 'checkboxes' ||
    verdict === 'ids' ||
    verdict === 'only-form' ||
    verdict === 'task-section' ||
    verdict === 'estimates' ||
    verdict === 'statuses'
  );
}

/**
 * An explicit id, certain or accepted, or an announced number ("- Task 3: …"). List numbers are weighed as numbers,
 * and "1. Task 38: …" numbers a mention.
 */
export function hasOwnId(node: TaskNode, weighing: Pick<Weighing, 'accepts'>): boolean {
  return (
    node.idText !== null &&
    (!node.has(NodeFlag.NumberId) || (node.has(NodeFlag.StrongId) && node.ordinal < 0)) &&
    !isRecordId(node.idText) &&
    (node.has(NodeFlag.StrongId) || weighing.accepts(node))
  );
}

/**
 * Below a heading that is one of a board's columns; where the cards are plain bullets, also below the parts of
 * a column, which elsewhere hold the cards' notes.
 */
function isInBoard(context: SectionContext | null, weighing: Weighing): boolean {
  for (let at = context; at; at = at.parent) {
    if (at.owner && at.owner === at.heading) return false;
    if (at.ownStatus !== null)
      return isBoard(weighing.boards, at.level) && (at === context || weighing.plainLists);
  }
  return false;
}

/** "## Next steps" says itself that tasks follow; what stands anywhere below "# Backlog" may be remarks. */
function isAnnounced(list: ListReading, context: SectionContext | null): boolean {
  return classOfSection(list.label?.title ?? context?.title ?? '') === 'tasks';
}

/** A kanban column beside others that hold tasks of a strong form. */
function isColumn(context: SectionContext | null, weighing: Weighing): boolean {
  return context?.ownStatus != null && (weighing.columns & (1 << context.level)) !== 0;
}
