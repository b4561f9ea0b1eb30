/** Words and tokens that look like ids, or that announce one. */
import { isLetter, isUpper } from '../text/characters';

/** `Task 3`, `Issue #12`: in lower case, in the languages task files are written in. */
const ANNOUNCING = new Set(
  (
    'task|tasks|subtask|sub-task|main task|parent task|high-level task|story|stories|user story|ticket|tickets|item|items|issue|issues|bug|bugs|feature|todo|to-do|work item|action item|' +
    'aufgabe|aufgaben|teilaufgabe|tarea|tareas|subtarea|historia|tarefa|tarefas|subtarefa|história|tâche|tâches|récit|compito|taak|taken|zadanie|úkol|uppgift|görev|' +
    'задача|задачи|подзадача|история|завдання|підзавдання|історія|' +
    'タスク|課題|チケット|ストーリー|用户故事|스토리|任务|任務|子任务|子任務|作業|작업|과제|이슈|태스크'
  ).split('|'),
);
const LONGEST_ANNOUNCING = 16;

/** They name a piece of work too, but begin many a sentence ("Fix 3 tests"): only "Fix 3: …" announces. */
const NAMING = new Set(
  (
    'fix|improvement|enhancement|action|chore|spike|defect|' +
    'maßnahme|verbesserung|mejora|corrección|acción|melhoria|correção|ação|amélioration|correctif|action|' +
    'исправление|улучшение|виправлення|покращення|修复|改进|修正|改善|개선|수정'
  ).split('|'),
);

/** Whether the lower-case word names a piece of work where a number and a sign of separation follow. */
export function names(word: string): boolean {
  return NAMING.has(word);
}

/** Whether the lower-case word or pair of words announces a task's number. */
export function announces(word: string): boolean {
  return word.length <= LONGEST_ANNOUNCING && ANNOUNCING.has(word);
}

/** Bodies of standards and catalogues: what follows them is never a task's number. */
const CATALOGUE = new Set(
  'ISO|IEC|IEEE|ANSI|ECMA|ITU|NIST|FIPS|CVE|CWE|GHSA|CVSS|JSR|BIP|EIP|ERC|WCAG|COVID|SARS|UTC|GMT|BCP'.split(
    '|',
  ),
);

/**
 * Names of algorithms, products, formats and containers (`SHA-256`, `GPT-4`, `Phase-1`). With a padded number
 * after a joiner (`WEB-001`, `SPRINT-001`) they are as good a prefix of ids as any.
 */
const PRODUCT = new Set(
  (
    'SHA|MD|UTF|UCS|DIN|JIS|PCI|SOC|RSA|AES|DES|ECDSA|ED|HMAC|CRC|BASE|HTTP|HTTPS|TLS|SSL|TCP|UDP|IP|IPV|OAUTH|SAML|' +
    'GPT|CLAUDE|OPUS|SONNET|HAIKU|LLAMA|GEMINI|GEMMA|MISTRAL|QWEN|DEEPSEEK|PHI|BERT|GLM|YOLO|RTX|GTX|CUDA|' +
    'HEVC|AVC|VP|MP|MPEG|USB|PCIE|DDR|ARM|AMD|CSS|HTML|XHTML|ECMASCRIPT|ES|JAVA|JDK|JRE|VUE|REACT|ANGULAR|NEXT|NUXT|NODE|PYTHON|RUBY|GO|RUST|SWIFT|KOTLIN|' +
    'WIN|WINDOWS|MACOS|OSX|IOS|UBUNTU|DEBIAN|CENTOS|RHEL|ANDROID|POSTGRES|POSTGRESQL|MYSQL|MONGODB|REDIS|FY|KW|' +
    'WEB|NEO|BOOTSTRAP|TAILWIND|VITE|WEBPACK|SPRING|DJANGO|LARAVEL|RAILS|QT|GTK|OPENGL|DIRECTX|VULKAN|WEBGL|TOP|PR|MR|' +
    'STEP|PHASE|SPRINT|WEEK|DAY|STAGE|WAVE|PART|MILESTONE|LEVEL|TIER|VERSION|RELEASE|CHAPTER|SECTION|TABLE|FIGURE|PAGE|LINE|ROUND|ITERATION|YEAR|MONTH|QUARTER'
  ).split('|'),
);

/** Whole names with a digit in them. */
const NAME = new Set(
  (
    'S3|EC2|K8S|K3S|E2E|B2B|B2C|C2C|P2P|M2M|S2S|U2F|I2C|I18N|L10N|A11Y|D3JS|W3C|X11|MP3|MP4|H264|H265|AV1|VP8|VP9|GA4|CRC32|' +
    'P50|P75|P90|P95|P99|P999|C89|C99|V8|A100|H100|H200|L40S|M365|O365|BF16|FP8|FP16|FP32|FP64|INT4|INT8|INT16|INT32|INT64|UINT8|UINT16|UINT32|UINT64|' +
    'U16|U32|U64|I16|I32|I64|F32|F64|LOG4J|X509|X86|X64|RS256|HS256|ES256|PS256|RAID0|RAID1|RAID5|RAID6|RAID10|LZ4|BZ2|P256|P384|P521|' +
    'CURVE25519|SECP256K1|BM25|PKCS1|PKCS7|PKCS8|PKCS12|CO2|H2O|WASM32|UTF8MB4|ROS2|OS2'
  ).split('|'),
);

const LONGEST_RECORD = 6;
const RECORD_PREFIX = new Set(
  'ADR|RFC|FR|NFR|US|AC|SC|UC|BR|PRD|PEP|KEP|RFD|SRS|SPEC|EXP|DR|TDR|MADR|LADR|OKR|KR|OBJ|INV|NFREQ'.split(
    '|',
  ),
);

/** `Q3`, `Q3-2026`, `H1-2026`, `FY26-Q1`. */
const PERIOD = /^(?:Q[1-4](?:[-_.]?(?:20)?\d\d)?|H[12][-_.]?20\d\d|FY\d\d(?:\d\d)?(?:[-_.]?[QH][1-4])?)$/;
const VERSION = /^v\d+(?:\.\d+)*(?:[-+][\w.]+)?$/;
const DATE =
  /^(?:(?:19|20)\d\d(?:[-./](?:\d{1,2}(?:[-./]\d{1,2})?|[QH][1-4]))?|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)$/;
const TIME = /^\d{1,2}:\d\d(?::\d\d)?$/;
/** Commit hashes and digests: hexadecimal, with a letter and a digit. */
const HASH = /^(?=[a-f]*\d)(?=\d*[a-f])(?:[0-9a-f]{7,12}|[0-9a-f]{32,128})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const COLOUR = /^#(?:[0-9a-f]{6}|[0-9a-f]{8}|(?=\d*[a-f])[0-9a-f]{3,4})$/i;
/** `B-NN`, `T0XX`, `ADR-XXX`. */
const PLACEHOLDER = /(?:^|[-_.\d])(?:N{2,4}|X{2,4}|YYYY)(?:$|[-_.])/;
const PADDED = /[-_]0\d+[a-z]?$/;
const LONGEST_NAME = 10;
const LONGEST_ID = 80;

/** Standards, products, periods, versions, dates, hashes, colours, bare priorities, placeholders: no task's id. */
export function isNeverId(token: string): boolean {
  if (token === '' || token.length > LONGEST_ID) return true;
  const first = token.charCodeAt(0);
  if (first === 35) return COLOUR.test(token);
  if (first >= 48 && first <= 57) return isNeverNumber(token);
  if (isPriority(token)) return true;
  // By first letter: `v`; F, H, Q; a to f.
  if (first === 118 && VERSION.test(token)) return true;
  if ((first === 81 || first === 72 || first === 70) && PERIOD.test(token)) return true;
  if (first >= 97 && first <= 102 && token.length >= 7 && (HASH.test(token) || UUID.test(token))) return true;
  if (mayBePlaceholder(token) && PLACEHOLDER.test(token)) return true;
  // None of the names has a joiner.
  if (token.length <= LONGEST_NAME && !token.includes('-') && NAME.has(token.toUpperCase())) return true;
  let end = 0;
  while (end < token.length && isLetter(token.charCodeAt(end))) end++;
  // One letter alone begins the ids of most files, and none of the names below.
  if (end === 1 && token.charCodeAt(1) < 128) return false;
  return isCatalogued(token.toUpperCase(), token);
}

/** Whether a token holds two of the letters in a row that stand for digits still to come. */
function mayBePlaceholder(token: string): boolean {
  for (let at = 1; at < token.length; at++) {
    const code = token.charCodeAt(at);
    if ((code === 78 || code === 88 || code === 89) && token.charCodeAt(at - 1) === code) return true;
  }
  return false;
}

function isCatalogued(upper: string, token: string): boolean {
  let end = 0;
  while (end < upper.length && isUpper(upper.charCodeAt(end))) end++;
  if (end === 0 || end === upper.length) return false;
  const letters = upper.slice(0, end);
  const catalogue = CATALOGUE.has(letters);
  if (!catalogue && !PRODUCT.has(letters)) return false;
  return /^[-_ .:]?[A-Z]?\d/.test(upper.slice(end)) && (catalogue || !PADDED.test(token));
}

function isNeverNumber(token: string): boolean {
  if (token.length < 4) return false;
  return (
    DATE.test(token) || TIME.test(token) || (token.length >= 7 && (HASH.test(token) || UUID.test(token)))
  );
}

/** A bare priority: `P0` to `P5`. */
export function isPriority(token: string): boolean {
  return (
    token.length === 2 && token.charCodeAt(0) === 80 && token.charCodeAt(1) >= 48 && token.charCodeAt(1) <= 53
  );
}

/** Records of decisions and requirements (`ADR-017`, `RFC 12`, `FR-013`, `US1`): cited by tasks, seldom tasks. */
export function isRecordId(token: string): boolean {
  if (token.charCodeAt(0) === 0xa7) return true;
  let end = 0;
  while (end < token.length && (token.charCodeAt(end) | 32) >= 97 && (token.charCodeAt(end) | 32) <= 122)
    end++;
  if (end < 2 || end > LONGEST_RECORD || end === token.length) return false;
  return RECORD_PREFIX.has(token.slice(0, end).toUpperCase()) && /^[-_ .]?\d/.test(token.slice(end));
}

/** Words after a decimal number that make it a measure and not an id: `1.5 hours`, `2.0 release`. */
const AFTER_MEASURE = new Set(
  (
    'hour|hours|hr|hrs|h|min|mins|minute|minutes|sec|secs|second|seconds|s|ms|day|days|d|week|weeks|month|months|year|years|' +
    'kb|mb|gb|tb|kib|mib|gib|b|bytes|px|em|rem|pt|dpi|fps|hz|khz|mhz|ghz|x|times|percent|%|k|m|bn|million|billion|' +
    'release|releases|version|beta|alpha|rc|final|spec|api|upgrade|points|point|pts|sp|stars|star|' +
    'usd|eur|gbp|€|$|tage|tag|stunden|stunde|wochen|woche|minuten|días|día|dias|dia|horas|hora|semanas|heures|heure|jours|jour|' +
    'час|часа|часов|день|дня|дней|годин|години|днів|секунд|минут|小时|分钟|天|時間|日|시간|일'
  ).split('|'),
);

export function isMeasureWord(word: string): boolean {
  return AFTER_MEASURE.has(word.toLowerCase());
}
