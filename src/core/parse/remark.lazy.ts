import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** The full parser of Markdown with the extensions of GitHub. */
export function createRemark() {
  return unified().use(remarkParse).use(remarkGfm).freeze();
}
