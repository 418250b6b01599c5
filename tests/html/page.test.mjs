// The HTML report in a browser. Run by tests/html/run, which makes the reports and says where they are:
// REPORT (the sample articles), HOSTILE (hostile text and file names), MANY (500 articles), CHROMIUM, SHOTS (a folder).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { REPORT, HOSTILE, MANY, CHROMIUM, SHOTS } = process.env;
const url = (path) => pathToFileURL(path).href;
let browser;
before(async () => { browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] }); });
after(() => browser?.close());

/** Opens a report; at the end nothing may have been said on the console, and nothing asked for but the page itself. */
async function visit(path, use, { width = 1280, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => troubles.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!request.url().startsWith(url(path)) && !request.url().startsWith("data:")) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(url(path));
  await use(page);
  await context.close();
  assert.deepEqual(troubles, []);
}

const shot = (page, name) => SHOTS && page.screenshot({ path: `${SHOTS}/${name}.png` });
const visible = (page) => page.locator("section.shown .card:visible").count();
const inView = (locator) => locator.evaluate((element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
});
/** Shows the article on myositis ossificans and picks the conflict about the first symptom. */
async function contradiction(page) {
  await page.locator("#files a", { hasText: "myositis-ossificans" }).click();
  const card = page.locator('section.shown .card[data-rule="first-symptom-conflict"]');
  await card.locator(".message").click();
  return card;
}

test("filters by level, family and rule", () => visit(REPORT, async (page) => {
  await shot(page, "wide-top");
  const total = Number((await page.locator("#shown").textContent()).split(" ")[0]);
  assert.ok(total > 50);
  await page.locator("#filters input[value=warning]").uncheck();
  await page.locator("#filters input[value=note]").uncheck();
  assert.equal(await page.locator("section.shown .card.warning:visible").count(), 0);
  assert.match(await page.locator("#shown").textContent(), new RegExp(`^\\d+ of ${total} findings$`));
  await page.locator("#filters input[name=family][value=contradiction]").uncheck();
  assert.equal(await page.locator('.card[data-family="contradiction"]:not([hidden])').count(), 0);
  await page.locator("#filters input[name=family][value=contradiction]").check();
  await page.locator("#filters select").selectOption("first-symptom-conflict");
  assert.equal(await page.locator("section.shown .card:visible").count(), 1, "the page goes on to a file that has one");
  const card = await contradiction(page);
  assert.equal(await card.count(), 1);
  const off = page.locator("section.shown a.mark.off").first();
  assert.equal(await off.evaluate((mark) => getComputedStyle(mark).backgroundColor), "rgba(0, 0, 0, 0)");
}));

test("lights up both passages of a contradiction, and leads from one to the other", () => visit(REPORT, async (page) => {
  const card = await contradiction(page);
  await shot(page, "wide");
  const lit = page.locator("section.shown a.mark.on");
  assert.ok(await lit.count() >= 2);
  assert.equal(await page.locator("a.mark.near").count(), 1);
  const first = await page.locator("a.mark.near").textContent();
  await page.keyboard.press("o");
  const second = await page.locator("a.mark.near").textContent();
  assert.notEqual(first, second);
  assert.ok(await inView(page.locator("a.mark.near")));
  await card.locator(".places a").first().click();
  assert.equal(await page.locator("a.mark.near").textContent(), first);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".on").count(), 0);
}));

test("a passage leads to its card, and both places hold after a reload", () => visit(REPORT, async (page) => {
  const card = await contradiction(page);
  const id = await card.getAttribute("id");
  await page.keyboard.press("Escape");
  await page.locator(`section.shown a.mark[href="#${id}"]`).first().click();
  assert.ok(await card.evaluate((it) => it.classList.contains("on")));
  assert.ok(await inView(card));
  await page.reload();
  assert.ok(await page.locator(`[id="${id}"]`).evaluate((it) => it.classList.contains("on")));
}));

test("walks by key through every finding of every article", () => visit(REPORT, async (page) => {
  const total = Number((await page.locator("#shown").textContent()).split(" ")[0]);
  const seen = new Set();
  for (let step = 0; step < total + 3; step += 1) {
    await page.keyboard.press("j");
    seen.add(await page.locator(".card.on").getAttribute("id"));
  }
  assert.equal(seen.size, total);
  await page.keyboard.press("k");
  assert.ok(await page.locator(".card.on").count());
  await page.keyboard.press("p");
  assert.equal(await page.locator(".card.on").count(), 0);
  await page.keyboard.press("/");
  await page.keyboard.type("myosit");
  assert.equal(await page.locator("#files li:visible").count(), 1);
  await page.keyboard.press("Escape");
  // Tab reaches the marks, and a mark that has the focus lights up its finding.
  await page.locator("section.shown a.mark").first().focus();
  assert.equal(await page.locator(".card.on").count(), 1);
  const lit = await page.locator(".card.on").getAttribute("id");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.notEqual(await page.locator(".card.on").getAttribute("id"), lit);
}));

test("a rule leads to what it looks for", () => visit(REPORT, async (page) => {
  await page.locator("section.shown .card .rule").first().click();
  assert.ok(await page.locator("#rules").evaluate((it) => it.open));
}));

for (const colorScheme of ["light", "dark"]) {
  test(`fits a phone, ${colorScheme}`, () => visit(REPORT, async (page) => {
    await shot(page, `narrow-${colorScheme}-top`);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    assert.ok(await fits());
    await page.locator("#tools summary").click();
    await shot(page, `narrow-${colorScheme}-filters`);
    await page.locator("#tools summary").click();
    await page.locator("#files summary").click();
    await page.locator("#files a", { hasText: "myositis-ossificans" }).click();
    await page.locator('section.shown a.mark[href]').first().click();
    assert.ok(await page.locator("#bar").isVisible());
    for (let step = 0; step < 6; step += 1) await page.locator("#bar [data-step='1']").click();
    assert.ok(await inView(page.locator("a.mark.near").first()));
    assert.ok(await fits());
    await shot(page, `narrow-${colorScheme}`);
    await page.locator('section.shown .card[data-rule="first-symptom-conflict"] .message').click();
    const first = await page.locator("a.mark.near").textContent();
    await page.locator("#other").click();
    assert.notEqual(await page.locator("a.mark.near").textContent(), first);
    await shot(page, `narrow-${colorScheme}-other`);
    await page.locator("section.shown .findings").evaluate((it) => it.scrollIntoView());
    await shot(page, `narrow-${colorScheme}-cards`);
  }, { width: 390, height: 800, colorScheme }));
}

test("dark, wide", () => visit(REPORT, async (page) => {
  await contradiction(page);
  await shot(page, "wide-dark");
}, { colorScheme: "dark" }));

test("prints the article and its findings, and nothing else", () => visit(REPORT, async (page) => {
  await contradiction(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#files").isVisible(), false);
  assert.equal(await page.locator("#tools").isVisible(), false);
  assert.ok(await visible(page) > 5);
  await shot(page, "print");
}));

test("reads without its script", () => visit(REPORT, async (page) => {
  assert.ok(await page.locator("section.file").count() > 5);
  assert.equal(await page.locator("section.file:visible").count(), await page.locator("section.file").count());
}, { javaScriptEnabled: false }));

test("hostile text is text", () => visit(HOSTILE, async (page) => {
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  assert.equal(await page.locator("main img, main script, main iframe, main style").count(), 0);
  assert.match(await page.locator("section.shown article").textContent(), /<script>/);
  const count = await page.locator("#files li").count();
  for (let step = 0; step < count; step += 1) await page.locator("#files a").nth(step).click();
  await page.keyboard.press("j");
  await shot(page, "hostile");
}));

test("500 articles open, filter and walk quickly", () => visit(MANY, async (page) => {
  assert.equal(await page.locator("#files li").count(), 500);
  const start = Date.now();
  await page.locator("#filters input[value=error]").uncheck();
  await page.locator("#filters input[value=error]").check();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press("j");
  const took = Date.now() - start;
  await shot(page, "many");
  console.log(`500 articles: two filters and forty steps in ${took} ms`);
  assert.ok(took < 20_000, `${took} ms`);
}));
