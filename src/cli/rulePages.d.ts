/** The pages of docs/rules by rule id, as Markdown; put there by scripts/lib/bundles.mjs. */
declare module 'wavemark:rule-pages' {
  const pages: Readonly<Record<string, string>>;
  export default pages;
}
