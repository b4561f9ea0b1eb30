/** The only public entry of the core. */
export * from './model/task';
export * from './model/problem';
export * from './model/reader';
export { TaskIndex } from './index/taskIndex';
