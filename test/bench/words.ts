/** Vocabulary of the generated corpora. */

const PLAIN = `the a of to in and for with on when that each from by as is are it this not will can which
must may only before after while without every other same first last new old local remote default current
request response server client process thread queue cache buffer index record table column row value key
option setting flag module package function method argument result error message handler event listener
stream reader writer parser scanner token node branch commit release version update change order state
status session user account role permission policy rule check test build deploy cluster service endpoint
network socket protocol format schema field type array string number object list tree graph edge path file
folder directory name label title section chapter page document example note warning detail summary
configure install upgrade enable disable start stop restart retry validate verify compute allocate release
store load save read write open close send receive accept reject connect measure report render draw return
create remove insert append replace merge split sort filter search match compare copy move rename describe`;

export const WORDS: readonly string[] = PLAIN.split(/\s+/);

export const VERBS: readonly string[] =
  'Add Wire Fix Move Split Rename Cache Document Measure Remove Port Harden Trace Limit Sync'.split(' ');

export const THINGS: readonly string[] =
  'parser queue login export import cache index search audit backup report upload draft sidebar config'.split(
    ' ',
  );

/**
 * Words of two to four characters, all outside Latin-1, so that texts take two bytes a character. None of them
 * means a task: documentation must not look like a list of them by chance.
 */
export const CJK: readonly string[] =
  '配置 数据 缓存 索引 测试 部署 服务器 客户端 接口 文档 性能 监控 日志 权限 用户 登录 更新 发布 版本 モジュール テスト 設計 実装 確認 修正 検索 기능 구현 배포 검토'.split(
    ' ',
  );
