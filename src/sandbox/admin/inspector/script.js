"use strict";
// The token stands behind the `#`, which no browser sends; it leaves the address at once.
const given = decodeURIComponent(location.hash.slice(1));
if (given) {
  sessionStorage.setItem("token", given);
  history.replaceState(null, "", location.pathname);
}
const token = given || sessionStorage.getItem("token") || "";
const WORDS = {
  en: {
    closed: "this page needs the token of the run: open the address that `qetta sandbox status` prints",
    gone: "the sandbox does not answer",
    still: "standing still",
    real: "the machine's time",
    ahead: "moved",
    run: (s) => `${s.url} · process ${s.pid} · ${s.requests} requests · ${s.violations} broke a rule`,
  },
  ko: {
    closed: "이 실행의 토큰이 필요합니다. `qetta sandbox status`가 알려 주는 주소를 여세요",
    gone: "샌드박스가 응답하지 않습니다",
    still: "멈춰 있음",
    real: "이 컴퓨터의 시각",
    ahead: "옮겨진 시각",
    run: (s) => `${s.url} · 프로세스 ${s.pid} · 요청 ${s.requests}건 · 규칙 위반 ${s.violations}건`,
  },
};
const FAULTS = {
  503: { kind: "status", code: 503, on: "all" },
  429: { kind: "status", code: 429, on: "all" },
  reset: { kind: "reset", on: "all" },
  html: { kind: "html", on: "all" },
};
const SHOWN = 100;
const at = (id) => document.getElementById(id);
let lang = navigator.language.startsWith("ko") ? "ko" : "en";
let last = 0;

function made(name, text, ...more) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  element.append(...more);
  return element;
}

function speak() {
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-ko]")) {
    element.dataset.en ??= element.textContent;
    element.textContent = lang === "ko" ? element.dataset.ko : element.dataset.en;
  }
  at("lang").textContent = lang === "ko" ? "English" : "한국어";
  at("lang").lang = lang === "ko" ? "en" : "ko";
}

function complain(words) {
  at("wrong").hidden = !words;
  at("wrong").textContent = words ?? "";
}

async function ask(path, body, method) {
  const how = { headers: { Authorization: `Bearer ${token}` }, cache: "no-store" };
  if (body !== undefined || method) {
    how.method = method ?? "POST";
    how.headers["Content-Type"] = "application/json";
    how.body = JSON.stringify(body ?? {});
  }
  const answer = await fetch(`/__qetta/${path}`, how);
  if (answer.status === 401) throw new Error("closed");
  return answer.ok ? answer.json() : null;
}

function words(text) {
  const cell = made("td", text);
  cell.className = "words";
  return cell;
}

function rule(broken) {
  const cell = made("td", broken ? `${broken.id} ${broken.words}` : "");
  cell.className = broken?.violation ? "words wrong" : "words";
  return cell;
}

// Korean time, as the clock above shows it.
function moment(time) {
  return new Date(Date.parse(time) + 9 * 3_600_000).toISOString().slice(11, 23);
}

function request(entry) {
  const { headers, query, form, json } = entry;
  const more = made("details", undefined, made("summary", `${entry.method} ${entry.path}`));
  more.append(made("pre", JSON.stringify({ headers, query, form, json }, null, 1)));
  const row = made("tr", undefined, made("td", entry.number), made("td", moment(entry.time)));
  row.append(made("td", undefined, more), made("td", entry.status), rule(entry.rule));
  row.append(made("td", entry.durationMs));
  return row;
}

async function requests() {
  const log = await ask(`requests?since=${last}&limit=${SHOWN}`);
  if (log.total < last) {
    last = 0;
    at("requests").replaceChildren();
    return requests();
  }
  for (const entry of log.requests) {
    at("requests").prepend(request(entry));
    last = entry.number;
  }
  while (at("requests").children.length > SHOWN) at("requests").lastChild.remove();
  if (log.requests.length || log.total === 0) {
    const { nearMisses } = await ask("near-misses");
    const words = nearMisses.slice(-5).map((miss) => made("li", `#${miss.number} ${miss.message}`));
    at("misses").replaceChildren(...words);
  }
}

async function violations() {
  const { violations } = await ask("violations");
  const rows = violations.map((broken) =>
    made(
      "tr",
      undefined,
      made("td", broken.id),
      made("td", broken.provider),
      made("td", broken.count),
      words(`${lang === "ko" ? broken.titleKo : broken.title} (${broken.words})`),
    ),
  );
  at("violations").replaceChildren(...rows);
}

async function clock() {
  const time = await ask("clock");
  at("clock-part").hidden = !time;
  if (!time) return;
  at("now").textContent = new Date(time.now).toLocaleString(lang, { timeZone: "Asia/Seoul" }) + " KST";
  const how = time.frozen ? "still" : time.aheadSeconds === 0 ? "real" : "ahead";
  at("how").textContent = WORDS[lang][how];
}

async function faults() {
  const list = await ask("faults");
  at("faults-part").hidden = !list;
  const words = list?.faults.map((fault) => made("li", `#${fault.id} ${JSON.stringify(fault.fault)} ×${fault.met}`));
  at("faults").replaceChildren(...(words ?? []));
}

async function people() {
  const { personas, toss } = await ask("personas");
  const shown = personas.map((person) => {
    const rows = person.accounts.map((account) =>
      made(
        "tr",
        undefined,
        made("td", account.bank),
        made("td", account.product),
        made("td", `${account.balance.toLocaleString("ko")}원`),
        made("td", account.standing),
        made("td", account.fintechUseNum),
      ),
    );
    const title = made("summary", person.name, made("small", ` ${person.userSeqNo} · ${person.knownFor}`));
    const more = made("details", undefined, title, made("table", undefined, made("tbody", undefined, ...rows)));
    more.className = "person";
    return more;
  });
  const phones = toss.map((person) => {
    const { name, birthday, phone, gender, nationality } = person;
    const cells = [name, birthday, phone, gender, nationality].map((text) => made("td", text));
    return made("tr", undefined, ...cells);
  });
  const table = made("table", undefined, made("tbody", undefined, ...phones));
  const known = made("details", undefined, made("summary", "토스 인증"), table);
  known.className = "person";
  at("people").replaceChildren(...shown, known);
}

async function look() {
  try {
    at("run").textContent = WORDS[lang].run(await ask("status"));
    await Promise.all([requests(), violations(), clock(), faults()]);
    if (!at("people").children.length) await people();
    complain();
  } catch (error) {
    complain(WORDS[lang][error.message === "closed" ? "closed" : "gone"]);
    if (error.message === "closed") return;
  }
  setTimeout(look, 1000);
}

function press(element, what) {
  element.addEventListener("click", async () => {
    try {
      await what(element.dataset);
      await Promise.all([requests(), violations(), clock(), faults()]);
    } catch {
      complain(WORDS[lang].gone);
    }
  });
}

for (const element of document.querySelectorAll("[data-by]")) {
  press(element, ({ by }) => ask("clock", { action: "advance", by }));
}
for (const element of document.querySelectorAll("[data-action]")) {
  press(element, ({ action }) => ask("clock", { action }));
}
for (const element of document.querySelectorAll("[data-fault]")) {
  press(element, ({ fault }) => ask("faults/enqueue", FAULTS[fault]));
}
press(at("no-faults"), () => ask("faults", undefined, "DELETE"));
press(at("reset"), () => ask("reset", {}));
at("lang").addEventListener("click", () => {
  lang = lang === "ko" ? "en" : "ko";
  speak();
});
speak();
look();
