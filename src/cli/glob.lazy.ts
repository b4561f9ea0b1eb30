export { default as glob } from 'fast-glob';
export { default as createIgnore } from 'ignore';
