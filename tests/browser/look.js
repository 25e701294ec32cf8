// look - opens pages of seg-report in Chromium, as people do, and says what is wrong with them.
// Usage: look.js PAGE.html... (SHOTS=folder keeps pictures). TAP on stdout.
//   axe-core (WCAG 2.2 A and AA, best practice) at 390, 820, 1280 and on A4, light and dark, all details open
//   no sideways scrolling from 320 up
//   nothing is asked of the network, nothing runs, nothing is said on the console
//   valid HTML
const fs = require("fs");
const path = require("path");
const home = process.env.BROWSER_HOME;
const use = (name) => require(require.resolve(name, { paths: [home] }));
const { chromium } = use("playwright-core");
const { HtmlValidate } = use("html-validate");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js", { paths: [home] }), "utf8");

let tests = 0, failed = 0;
function check(fine, what, more) {
  tests++;
  failed += !fine;
  console.log(`${fine ? "ok" : "not ok"} ${tests} - ${what}`);
  if (!fine && more) console.log(String(more).split("\n").map((line) => "# " + line).join("\n"));
}

const views = [
  { name: "390", width: 390, height: 844 },
  { name: "820", width: 820, height: 1180 },
  { name: "1280", width: 1280, height: 900 },
  { name: "a4", width: 680, height: 960, media: "print" },
];

async function open(browser, file, view, scheme, script) {
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height }, colorScheme: scheme, bypassCSP: script });
  const page = await context.newPage();
  const seen = { requests: [], said: [] };
  page.on("request", (r) => { if (!r.url().startsWith("file:") || r.url() !== page.url() && r.url() !== "file://" + file) seen.requests.push(r.url()); });
  page.on("console", (m) => seen.said.push(m.text()));
  page.on("pageerror", (e) => seen.said.push(String(e)));
  page.on("dialog", (d) => { seen.said.push("dialog " + d.message()); d.dismiss(); });
  await page.goto("file://" + file);
  if (view.media) await page.emulateMedia({ media: view.media });
  return { context, page, seen };
}

async function wider(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return "";
    const who = [...document.querySelectorAll("body *")].find((e) => !e.closest(".scroll") && e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
    return `${wide} px by ${who ? who.outerHTML.slice(0, 160) : "?"}`;
  });
}

async function look(browser, file) {
  const title = path.basename(file, ".html");
  for (const scheme of ["light", "dark"])
    for (const view of views) {
      const { context, page, seen } = await open(browser, file, view, scheme, true);
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      check(found.violations.length === 0, `${title}: axe-core finds nothing at ${view.name}, ${scheme}`,
        found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + n.failureSummary).join(" | ")}`).join("\n"));
      check(seen.requests.length + seen.said.length === 0, `${title}: nothing asked and nothing said at ${view.name}, ${scheme}`,
        [...seen.requests, ...seen.said].slice(0, 5).join("\n"));
      if (process.env.SHOTS) {
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = false; }));
        await page.screenshot({ path: path.join(process.env.SHOTS, `${title}-${view.name}-${scheme}.png`), fullPage: true });
      }
      await context.close();
    }
  for (const width of [320, 360, 390, 480, 640, 641, 820, 960, 961, 1280]) {
    const { context, page } = await open(browser, file, { width, height: 800 }, "light", true);
    const wide = await wider(page);
    check(!wide, `${title}: no sideways scrolling at ${width}`, wide);
    await context.close();
  }
  // as it is: with its own policy in force, and whatever a payload would have left behind
  const { context, page, seen } = await open(browser, file, views[2], "light", false);
  const left = await page.evaluate(() => ({ marks: [window.pwned].filter(Boolean).length,
    foreign: document.querySelectorAll("script, iframe, object, embed, form, input, base, link, img, video, audio, [onclick], [onerror], [onload], [onmouseover], [style], a[href^='javascript']").length,
    away: [...document.querySelectorAll("a[href]")].filter((a) => !a.getAttribute("href").startsWith("#")).length }));
  check(left.marks === 0 && left.foreign === 0 && left.away === 0 && seen.requests.length + seen.said.length === 0,
    `${title}: nothing of a payload became markup`, JSON.stringify({ left, seen }));
  await context.close();
  const report = await new HtmlValidate({ extends: ["html-validate:standard"], rules: {
    "no-inline-style": "error", "long-title": "off", "no-trailing-whitespace": "off", "no-redundant-role": "off", "prefer-native-element": "off", "tel-non-breaking": "off" } }).validateFile(file);
  check(report.valid, `${title}: valid HTML`, report.results.flatMap((r) => r.messages).slice(0, 10).map((m) => `${m.line}:${m.column} ${m.ruleId} ${m.message}`).join("\n"));
  check(fs.statSync(file).size < 500 * 1000, `${title}: under 500 kB`, fs.statSync(file).size);
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  for (const file of process.argv.slice(2)) await look(browser, path.resolve(file));
  await browser.close();
  console.log(`1..${tests}`);
  process.exit(failed ? 1 : 0);
})();
