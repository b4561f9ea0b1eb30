/** A picture for each state of a task: told apart by its shape, so that colour only helps. */
import type { WavesMark } from '../../src/protocol/waves';

const SVG = 'http://www.w3.org/2000/svg';
const CIRCLE = 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11';

/** Lines in a box of 16 × 16. */
const LINES: Readonly<Record<WavesMark, string>> = {
  todo: CIRCLE,
  waiting: `${CIRCLE}M8 5v3.2l2.2 1.3`,
  doing: `${CIRCLE}M6.7 5.7v4.6l3.6-2.3z`,
  blocked: `${CIRCLE}M6 6l4 4M10 6l-4 4`,
  done: `${CIRCLE}M5.3 8.2l1.9 1.9l3.5-3.9`,
  dropped: `${CIRCLE}M4.2 11.8l7.6-7.6`,
  unknown: `${CIRCLE}M6.4 6.6c0-2.2 3.3-2 3.2 0c0 1.1-1.6 1.2-1.6 2.4M8 11v.3`,
};

export function markPicture(mark: WavesMark): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('mark', mark);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', LINES[mark]);
  svg.append(path);
  return svg;
}
